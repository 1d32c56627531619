import Testing

@testable import Paper

struct BoundedProgramTests {
  @Test func `a program that hangs is killed at the deadline, with its children`() throws {
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(throws: BoundedProgram.Failure.outOfTime) {
        try BoundedProgram(name: "sh", arguments: ["-c", "sleep 97531 & sleep 97531"]).run(TimeLimit(seconds: 0.3))
      }
    }
    #expect(time < .seconds(3))
    #expect(try Tool.run("pgrep", ["-f", "sleep 97531"]).status == 1)
  }

  @Test func `a program that writes without end is killed`() {
    #expect(throws: BoundedProgram.Failure.tooMuchOutput) {
      try BoundedProgram(name: "yes", arguments: [], outputLimit: 1 << 20).run(TimeLimit(seconds: 10))
    }
  }

  @Test func `what it says and how it ends come back`() throws {
    let answer = try BoundedProgram(name: "sh", arguments: ["-c", "echo out; echo err >&2; exit 3"])
      .run(TimeLimit(seconds: 5))
    #expect(answer.status == 3)
    #expect(answer.output == Array("out\n".utf8))
    #expect(answer.complaint == "err\n")
  }

  @Test func `an argument is never a command`() throws {
    let answer = try BoundedProgram(name: "printf", arguments: ["%s", "$(id); `id`"]).run(TimeLimit(seconds: 5))
    #expect(answer.output == Array("$(id); `id`".utf8))
  }

  @Test func `memory is bounded`() throws {
    let answer = try BoundedProgram(
      name: "sh", arguments: ["-c", "head -c 900000000 /dev/zero | sort >/dev/null"], memory: 100 << 20
    ).run(TimeLimit(seconds: 20))
    #expect(answer.status != 0)
  }
}
