/// Makes the PDF of a form. It is set as large as it should be read; if that takes more than one page, a little
/// smaller, and if no size brings it on one page, in the first size on as many pages as it needs, each saying how many
/// there are.
///
/// `sizes` fall from 1, which is as it should be read. `content` lays the form in one of them.
func renderForm(
  _ description: PDFCanvas.Description, _ format: PageFormat, sizes: [Double] = [1], mark: @escaping Flow.PageMark,
  _ content: (Flow, _ size: Double) -> Void
) throws(PaperFault) -> [UInt8] {
  let canvas = PDFCanvas(description, format)
  func flow(_ size: Double) -> Flow {
    let flow = Flow(canvas, format, drawsLater: true, mark: mark)
    content(flow, size)
    return flow
  }
  let full = flow(sizes.first ?? 1)
  var fitting = full
  var rest = sizes.dropFirst()
  while fitting.page > 1, let next = rest.first {
    // The height falls at least with the size, so sizes that can't be enough are passed over.
    let size = rest.first { $0 * full.height <= format.innerHeight * 1.06 } ?? next
    rest = rest.drop { $0 >= size }
    fitting = flow(size)
  }
  (fitting.page == 1 ? fitting : full).finish()
  return try canvas.finish()
}
