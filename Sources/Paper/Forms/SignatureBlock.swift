/// A place to sign: who signs in bold capitals, how, room for the signature, and the name.
struct SignatureBlock: Block {
  let title: ReaderText
  var instruction: ReaderText?
  var name: String?
  /// The room for the signature and the seal.
  var room: Double = 17.mm
  var size: Double = 12

  func set(width: Double, on canvas: PDFCanvas) -> SetBlock {
    let style = TextStyle(size: size, alignment: .centre)
    var blocks: [any Block] = [Text(.bilingual(title, bold: true), style)]
    if let instruction { blocks.append(Text(.bilingual(instruction), style.sized(size - 1).slanted)) }
    blocks.append(Gap(room))
    if let name { blocks.append(Text(RichText(name), style.emboldened)) }
    return Stack(blocks).set(width: width, on: canvas)
  }
}
