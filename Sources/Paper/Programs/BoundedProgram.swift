import Glibc
import Synchronization

/// Runs another program with an array of arguments, no shell, no input, little environment, bounded time, memory and
/// output. Whatever it does, the call comes back: at the end of its time the program and its children are killed.
struct BoundedProgram {
  /// Why there is no answer.
  enum Failure: Error, Hashable {
    case notStarted(Int32)
    case outOfTime
    case tooMuchOutput
  }

  /// What it answered.
  struct Answer {
    /// The exit status, or 128 + the signal that ended it.
    let status: Int32
    let output: [UInt8]
    /// The beginning of what it said on standard error.
    let complaint: String
  }

  var name: String
  var arguments: [String]
  var memory = 1 << 30
  var outputLimit = 64 << 20

  /// Runs it on the calling thread until it ends.
  func run(_ limit: TimeLimit) throws(Failure) -> Answer {
    guard !limit.isOver else { throw .outOfTime }
    let (process, output, errors) = try Self.starting.withLock { _ in startWithPipes(limit) }.get()
    defer {
      close(output)
      close(errors)
    }
    do {
      let (said, complained) = try read(output, errors, limit)
      let status = try wait(for: process, limit)
      return Answer(status: status, output: said, complaint: String(decoding: complained, as: UTF8.self))
    } catch {
      end(process)
      throw error
    }
  }

  /// Held from the making of pipes to the start, so that no other program started here inherits an end of them and
  /// keeps it open.
  private static let starting = Mutex(())

  private func startWithPipes(_ limit: TimeLimit) -> Result<(pid_t, output: Int32, errors: Int32), Failure> {
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard pipe(&output) == 0 else { return .failure(.notStarted(errno)) }
    guard pipe(&errors) == 0 else {
      output.forEach { close($0) }
      return .failure(.notStarted(errno))
    }
    (output + errors).forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
    let started = start(output: output[1], errors: errors[1], limit)
    close(output[1])
    close(errors[1])
    if case .failure = started {
      close(output[0])
      close(errors[0])
    }
    return started.map { ($0, output[0], errors[0]) }
  }

  /// Starts it through util-linux's `prlimit`, which sets its limits before it begins.
  private func start(output: Int32, errors: Int32, _ limit: TimeLimit) -> Result<pid_t, Failure> {
    let command =
      ["prlimit", "--as=\(memory)", "--cpu=\(limit.secondsLeft + 1)", "--core=0", name] + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    let settings = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8"]
    var argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "prlimit", &actions, &attributes, &argv, &environment)
    return status == 0 ? .success(process) : .failure(.notStarted(status))
  }

  private func read(
    _ output: Int32, _ errors: Int32, _ limit: TimeLimit
  ) throws(Failure) -> (output: [UInt8], errors: [UInt8]) {
    var streams = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    streams.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0))
    var kept: [[UInt8]] = [[], []]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while streams.contains(where: { $0.fd >= 0 }) {
      guard !limit.isOver else { throw .outOfTime }
      let ready = poll(&streams, nfds_t(streams.count), max(1, limit.millisecondsLeft))
      if ready <= 0 { continue }
      for index in streams.indices where streams[index].fd >= 0 && streams[index].revents != 0 {
        let count = Glibc.read(streams[index].fd, &buffer, buffer.count)
        if count > 0 {
          let room = (index == 0 ? outputLimit : 4096) - kept[index].count
          if index == 0, count > room { throw .tooMuchOutput }
          kept[index] += buffer[0..<min(count, max(0, room))]
        } else if count == 0 || errno != EINTR {
          streams[index].fd = -1
        }
      }
    }
    return (kept[0], kept[1])
  }

  private func wait(for process: pid_t, _ limit: TimeLimit) throws(Failure) -> Int32 {
    var status: Int32 = 0
    var pause: UInt32 = 100
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { return 0 }
      guard !limit.isOver else { throw .outOfTime }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Kills the program with its children and takes its end. One that the kernel can't end at once, because it waits
  /// for a dead disk, is left behind rather than waited for.
  private func end(_ process: pid_t) {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    var status: Int32 = 0
    for _ in 0..<200 where waitpid(process, &status, WNOHANG) == 0 { usleep(10_000) }
  }
}
