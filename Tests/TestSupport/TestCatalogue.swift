public import Centre
import Foundation

/// Catalogues of a test's own: the project's, with files added or changed, and small procedures that nobody issued.
public enum TestCatalogue {
  /// A folder with the project's catalogue and some files of its own, by their path: `procedures/9.000001.yaml`.
  ///
  /// Files are copied by their content alone: whoever runs the tests may not own the originals.
  public static func folder(adding files: [String: String] = [:]) throws -> String {
    let folder = NSTemporaryDirectory() + "cuango-catalogue-" + UUID().uuidString
    let source = TestStore.root + "/Catalogue"
    for name in try FileManager.default.subpathsOfDirectory(atPath: source) where name.hasSuffix(".yaml") {
      // What is tried here must not hang on how many procedures the project holds.
      let kept = !name.hasPrefix("procedures/") || name == "procedures/2.000815.yaml"
      guard kept, !name.hasPrefix("needs/"), !name.hasPrefix("lists/") else { continue }
      try write(try Data(contentsOf: URL(fileURLWithPath: source + "/" + name)), folder + "/" + name)
    }
    for (name, text) in files { try write(Data(text.utf8), folder + "/" + name) }
    return folder
  }

  /// The catalogue of such a folder.
  public static func load(adding files: [String: String] = [:]) throws -> Catalogue {
    try Catalogue.load(directory: folder(adding: files))
  }

  private static func write(_ data: Data, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path))
  }

  /// A procedure with everything that a procedure can have: a form, a step that comes to several things, a posting, a
  /// document, a number. Nobody issued it.
  public static let procedure = """
    code: "9.000001"
    version: 1
    from: "2025-07-01"
    name: {vi: "Xác nhận mẫu để kiểm thử", en: "A sample confirmation", ar: "تأكيد نموذجي"}
    short_name: {vi: "Xác nhận mẫu", en: "Sample confirmation", ar: "تأكيد نموذجي"}
    field: {vi: "Kiểm thử", en: "Testing", ar: "اختبار"}
    level: commune
    applicants: [citizen]
    online: partial
    non_boundary: false
    connected: ["2.000815"]
    keywords: ["mau"]
    legal_basis: ["Quy định mẫu", {text: "Quy định mẫu khác", unverified: "chưa đọc"}]
    time_limit:
      rule: {working_days: 10}
      promised: {working_days: 9}
      source: "unverified: quy định mẫu"
      text: {vi: "10 ngày làm việc", en: "10 working days", ar: "10 أيام عمل"}
    papers:
      - key: request
        name: {vi: "Tờ khai", en: "Request", ar: "الطلب"}
        original: true
        is_form: true
        source: "Quy định mẫu, Điều 1"
      - key: card
        name: {vi: "Thẻ căn cước", en: "Identity card", ar: "بطاقة الهوية"}
        original: false
        count: 1
        held: [identity]
        when: {field: kind, is: [land]}
        source: "Quy định mẫu, Điều 2"
    form:
      title: {vi: "Tờ khai mẫu", en: "Sample request", ar: "طلب نموذجي"}
      sections:
        - title: {vi: "Nội dung", en: "Content", ar: "المحتوى"}
          fields:
            - key: kind
              label: {vi: "Loại việc", en: "Kind", ar: "النوع"}
              kind: choice
              choices:
                - {key: land, label: {vi: "Đất đai", en: "Land", ar: "الأرض"}}
                - {key: house, label: {vi: "Nhà ở", en: "House", ar: "المنزل"}}
            - key: plot
              label: {vi: "Thửa đất", en: "Plot", ar: "القطعة"}
              kind: text
              most: 100
              when: {field: kind, is: [land]}
            - key: copies_wanted
              label: {vi: "Số bản", en: "Copies", ar: "عدد النسخ"}
              kind: number
              least: 1
              most: 20
        - title: {vi: "Người được xác nhận", en: "Whom it is for", ar: "المعني"}
          fields:
            - key: person_name
              label: {vi: "Họ và tên", en: "Name", ar: "الاسم"}
              kind: name
              prefill: owner.name
            - key: person_born
              label: {vi: "Ngày sinh", en: "Born", ar: "تاريخ الميلاد"}
              kind: past-date
              age: {least: 18, source: "Quy định mẫu, Điều 3"}
    fee:
      tariffs:
        - {from: "2025-07-01", each: {field: copies_wanted, amount: 8000}, when: {field: kind, is: [land]}, source: "Quy định mẫu, Điều 4"}
      overrides: []
    register_book: {symbol: "SM", title: {vi: "Sổ mẫu", en: "Sample register", ar: "سجل نموذجي"}, source: "Quy định mẫu, Điều 5"}
    results:
      - key: confirmation
        name: {vi: "Giấy xác nhận", en: "Confirmation", ar: "تأكيد"}
        kind: document
        when: {field: verification, is: [granted]}
        document:
          symbol: "GXN-UBND"
          title: "GIẤY XÁC NHẬN"
          bases: ["Căn cứ tờ khai của {applicant.name}"]
          body:
            - paragraph: "Xác nhận {person_name}, sinh ngày {person_born}: {verification}."
            - {fields: [{label: "Thửa đất", value: "{plot}"}], when: {field: kind, is: [land]}}
          recipients: ["{owner.name}"]
        keeps: [person_name]
      - key: notice
        name: {vi: "Thông báo", en: "Notice", ar: "إشعار"}
        kind: document
        when: {field: verification, is: [rejected]}
        document: {symbol: "TB-UBND", title: "THÔNG BÁO", body: [{paragraph: "Không xác nhận: {ground}."}]}
    collect_within_days: 30
    refusals: []
    guide: [{text: {vi: "Điền tờ khai.", en: "Fill in the request.", ar: "املأ الطلب."}}]
    steps:
      - key: reception
        name: {vi: "Tiếp nhận", en: "Reception", ar: "الاستلام"}
        role: receiving-officer
        action: receive
        minutes: 30
        next: verification
        can_send_back_to: []
        guide: {checks: [{text: {vi: "Đủ giấy tờ.", en: "All papers.", ar: "كل الأوراق."}}], law: [], mistakes: []}
      - key: verification
        name: {vi: "Xác minh", en: "Verification", ar: "التحقق"}
        role: specialist
        action: work
        minutes: 480
        outcomes:
          - {key: granted, name: {vi: "Đủ điều kiện", en: "Eligible", ar: "مستوف"}, next: posting}
          - {key: rejected, name: {vi: "Không đủ điều kiện", en: "Not eligible", ar: "غير مستوف"}, next: approval}
        form:
          title: {vi: "Biên bản xác minh", en: "Record", ar: "محضر"}
          sections:
            - title: {vi: "Kết quả", en: "Result", ar: "النتيجة"}
              fields:
                - {key: ground, label: {vi: "Lý do", en: "Ground", ar: "السبب"}, kind: long-text, optional: true}
        can_send_back_to: [reception]
        guide: {checks: [], law: [], mistakes: []}
      - key: posting
        name: {vi: "Niêm yết", en: "Posting", ar: "الإعلان"}
        role: specialist
        action: post
        minutes: 30
        waits: {working_days: 3, source: "Quy định mẫu, Điều 6"}
        outcomes:
          - {key: quiet, name: {vi: "Không có ý kiến", en: "No objection", ar: "لا اعتراض"}, next: approval}
          - {key: objection, name: {vi: "Có ý kiến", en: "Objection", ar: "اعتراض"}, next: approval, early: true}
        can_send_back_to: []
        guide: {checks: [], law: [], mistakes: []}
      - key: approval
        name: {vi: "Phê duyệt", en: "Approval", ar: "الموافقة"}
        role: leader
        action: approve
        minutes: 60
        next: signing
        can_send_back_to: [verification]
        guide: {checks: [], law: [], mistakes: []}
      - key: signing
        name: {vi: "Ký", en: "Signing", ar: "التوقيع"}
        role: leader
        action: sign
        minutes: 60
        next: numbering
        can_send_back_to: [approval]
        guide: {checks: [], law: [], mistakes: []}
      - key: numbering
        name: {vi: "Lấy số", en: "Numbering", ar: "الترقيم"}
        role: records-clerk
        action: number
        minutes: 15
        next: issuing
        can_send_back_to: [signing]
        guide: {checks: [], law: [], mistakes: []}
      - key: issuing
        name: {vi: "Phát hành", en: "Issuing", ar: "الإصدار"}
        role: records-clerk
        action: issue
        minutes: 15
        next: returning
        can_send_back_to: []
        guide: {checks: [], law: [], mistakes: []}
      - key: returning
        name: {vi: "Trả kết quả", en: "Return", ar: "التسليم"}
        role: receiving-officer
        action: return
        minutes: 30
        next: null
        can_send_back_to: []
        guide: {checks: [], law: [], mistakes: []}

    """

  /// A need that leads to the sample procedure.
  public static let need = """
    key: toi-can-xac-nhan
    name: {vi: "Tôi cần giấy xác nhận", en: "I need a confirmation", ar: "أحتاج إلى تأكيد"}
    keywords: ["xac nhan"]
    start: what
    questions:
      - key: what
        text: {vi: "Về việc gì?", en: "About what?", ar: "بخصوص ماذا؟"}
        choices:
          - {key: land, label: {vi: "Đất", en: "Land", ar: "أرض"}, next: where, fills: {kind: land}}
          - {key: other, label: {vi: "Việc khác", en: "Other", ar: "غيره"}, answer: elsewhere}
      - key: where
        text: {vi: "Đất ở đâu?", en: "Where?", ar: "أين؟"}
        choices:
          - {key: here, label: {vi: "Ở xã này", en: "Here", ar: "هنا"}, answer: confirm}
          - {key: away, label: {vi: "Nơi khác", en: "Elsewhere", ar: "في مكان آخر"}, answer: elsewhere}
    answers:
      - key: confirm
        text: {vi: "Nộp tại đây.", en: "File here.", ar: "قدم هنا."}
        procedure: "9.000001"
        fills: {copies_wanted: "2"}
      - key: elsewhere
        text: {vi: "Đến nơi có đất.", en: "Go there.", ar: "اذهب إلى هناك."}

    """

  /// A list of codes.
  public static let list = """
    key: sample-lines
    name: {vi: "Ngành nghề mẫu", en: "Sample lines", ar: "أنشطة نموذجية"}
    source: "unverified: danh mục mẫu"
    entries:
      - {code: "0111", name: {vi: "Trồng lúa", en: "Rice", ar: "الأرز"}}
      - {code: "0112", name: {vi: "Trồng ngô", en: "Maize", ar: "الذرة"}}

    """
}
