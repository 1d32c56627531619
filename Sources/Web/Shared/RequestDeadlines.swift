import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts connections that send a request too slowly or without end. Handlers bound what they read; this bounds what
/// the connection may go on sending when nobody reads any more, and heads that never become whole.
final class RequestDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// For a head, from the connection or the answer before; longer than idle connections are kept.
  static let head = TimeAmount.seconds(75)
  /// For a whole request: longer than the longest time in which a file must have arrived.
  static let request = TimeAmount.seconds(Int64(Site.uploadSeconds) + 30)
  /// For the rest of a request that has been answered already.
  static let rest = TimeAmount.seconds(20)

  private var deadline: Scheduled<Void>?
  private var receiving = false

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { expect(Self.head, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    expect(Self.head, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      receiving = true
      expect(Self.request, context)
    case .body: break
    case .end:
      // While the answer is made the request's own time runs on; its end begins the wait for the next head.
      receiving = false
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { expect(receiving ? Self.rest : Self.head, context) }
    context.write(data, promise: promise)
  }

  private func expect(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
