import Centre
import Domain

/// What else came to the counters in the last weeks: births, deaths, weddings, shops, allowances, complaints.
extension SampleCase {
  private static let here: UnitCode = "24958"
  private static let there: UnitCode = "24781"
  /// Approved, signed, numbered, sealed, issued.
  private static let toResult: [Act] = Array(repeating: .step(), count: 5)
  private static let returned: [Act] = toResult + [.step()]
  private static let clear = Act.step(outcome: "clear")

  /// All of them; a case stands after the one that it follows from.
  static let all: [SampleCase] = civilStatus + business + support + others

  private static func birth(_ name: String, _ day: String, _ sex: String, _ place: String) -> [String: String] {
    [
      "relation": "mother", "timing": "in_time", "child_name": name, "child_born": day, "child_sex": sex,
      "child_ethnicity": "Kinh", "child_nationality": "Việt Nam", "birth_place": place,
      "origin": "Xã Đức Trọng, tỉnh Lâm Đồng", "birth_proof": "notice", "surrogate": "no", "parents": "both",
      "marriage": "before", "marriage_no": "45/2021, Ủy ban nhân dân xã Hiệp Thạnh", "mother_ethnicity": "Kinh",
      "mother_nationality": "Việt Nam", "father_name": "Nguyễn Hữu Mẫu", "father_born": "1992-03-14",
      "father_residence": "Thôn Phú Thạnh, xã Đức Trọng, tỉnh Lâm Đồng", "father_ethnicity": "Kinh",
      "father_nationality": "Việt Nam",
    ]
  }

  private static let hospital = "Trung tâm Y tế khu vực Đức Trọng, xã Đức Trọng, tỉnh Lâm Đồng"

  private static func single(_ purpose: String) -> [String: String] {
    [
      "ethnicity": "Kinh", "nationality": "Việt Nam", "status_kind": "never", "many_places": "no",
      "purpose_kind": "other", "purpose": purpose, "sheets": "1", "reissue": "first",
    ]
  }

  private static func concluded(_ purpose: String) -> Act {
    .step(["status_text": "Hiện tại chưa đăng ký kết hôn với ai", "purpose_text": purpose], outcome: "granted")
  }

  private static let civilStatus: [SampleCase] = [
    SampleCase(
      procedure: "1.001193", unit: here, day: -4, minute: 455, citizen: 1,
      answers: birth("Nguyễn Trần Minh Khôi", "@-12", "male", hospital),
      acts: [
        clear,
        .step(
          ["child_number": "068226000201", "born_in_words": "@words-12"],
          outcome: "granted"),
      ] + returned),
    SampleCase(
      procedure: "1.001193", unit: here, day: 0, minute: 452, channel: .online, citizen: 7,
      answers: birth("Nguyễn Huỳnh An Nhiên", "@-9", "female", hospital), acts: [.step()]),
    SampleCase(
      procedure: "1.001193", unit: there, day: 0, minute: 463, citizen: 5,
      answers: birth("Nguyễn Phan Gia Hân", "@-6", "female", "Bệnh viện Đa khoa Lâm Đồng"), acts: [clear]),
    SampleCase(
      procedure: "1.000656", unit: here, day: -1, minute: 447, citizen: 3,
      answers: [
        "relation": "child", "timing": "in_time", "dead_name": "Đinh Văn Cụ", "dead_born": "1941-05-02",
        "dead_sex": "male", "dead_ethnicity": "Kinh", "dead_nationality": "Việt Nam", "last_residence_known": "yes",
        "last_residence": "Tổ dân phố 5, xã Đức Trọng, tỉnh Lâm Đồng", "died_on": "@-3",
        "death_place": "Tại nhà, tổ dân phố 5, xã Đức Trọng", "death_kind": "home_here",
      ],
      acts: [
        clear,
        .step(
          ["died_in_words": "@words-3"], outcome: "granted"),
      ] + toResult),
    SampleCase(
      procedure: "1.000894", unit: here, day: 0, minute: 470, citizen: 0,
      answers: [
        "filer_side": "groom", "filer_groom_born": "1990-02-05", "filer_ethnicity": "Kinh",
        "filer_nationality": "Việt Nam", "filer_times": "1", "filer_history": "never",
        "bride_name": "Huỳnh Ngọc Quỳnh Như", "bride_born": "1999-12-01", "bride_number": "068199000108",
        "bride_ethnicity": "Kinh", "bride_nationality": "Việt Nam",
        "bride_residence": "Đường Trần Phú, phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng", "bride_times": "1",
        "bride_history": "never", "abroad": "no", "no_kinship": "yes", "copies": "2",
      ],
      acts: [
        clear, .step(["status_found": "Hai bên đều chưa đăng ký kết hôn với ai"], outcome: "granted"), .step(),
      ]),
    SampleCase(
      procedure: "1.004873", unit: here, day: -6, minute: 465, channel: .online, citizen: 4,
      answers: single("Vay vốn ngân hàng"),
      acts: [.step(), clear, concluded("Vay vốn ngân hàng")] + returned, pace: 0),
    // Of the other commune's resident: received here, decided there.
    SampleCase(
      procedure: "1.004873", unit: here, competent: there, day: -1, minute: 500, citizen: 7,
      answers: single("Mua bán nhà đất"), acts: [clear]),
    // Late: nobody has looked at it for a week.
    SampleCase(
      procedure: "1.004873", unit: there, day: -7, minute: 610, citizen: 6, answers: single("Bổ sung hồ sơ xin việc")),
  ]

  private static func shop(_ name: String, _ line: String, _ capital: String) -> [String: String] {
    [
      "business_name": name, "seat_kind": "shop", "seat_address": "Số 12 Quốc lộ 20, xã Đức Trọng, tỉnh Lâm Đồng",
      "lines": line, "capital": capital, "employees": "2", "has_other_places": "no", "founder": "person",
    ]
  }

  private static let business: [SampleCase] = [
    SampleCase(
      procedure: "1.001612", unit: here, day: -5, minute: 480, citizen: 0,
      answers: shop("Tạp hóa An Phú", "4711", "50000000"),
      acts: [
        .step(), .step(["business_code": "068090000101", "tax_office": "Thuế cơ sở 3 tỉnh Lâm Đồng"]),
      ] + returned),
    SampleCase(
      procedure: "1.001612", unit: here, day: -2, minute: 520, channel: .online, citizen: 1,
      answers: shop("Tiệm bánh Bích Ngọc", "4711", "80000000"),
      acts: [
        .step(), .step(), .step(["business_code": "068195000102", "tax_office": "Thuế cơ sở 3 tỉnh Lâm Đồng"]),
      ]),
    SampleCase(
      procedure: "1.001612", unit: there, day: -3, minute: 530, citizen: 5,
      answers: shop("Cà phê Mỹ Duyên", "5630", "120000000"), acts: [.step()]),
  ]

  private static let support: [SampleCase] = [
    SampleCase(
      procedure: "1.001699", unit: here, day: -9, minute: 490, citizen: 2,
      answers: [
        "request": "new", "age_group": "from6", "home_visit": "no", "board_before": "none",
        "representation": "self", "declared_kinds": "move",
      ],
      acts: [.step(outcome: "ready")]),
    SampleCase(
      procedure: "1.001776", unit: here, day: -8, minute: 505, citizen: 3,
      answers: [
        "request": "grant", "ask": "allowance", "group": "elder", "ethnicity": "Kinh", "lives_with": "Sống một mình",
        "study": "left", "health_card": "yes", "receives": "none", "poverty": "poor", "has_disability": "no",
        "elder_case": "alone", "pay_method": "post", "declared_by": "self",
      ],
      acts: [.step(["data_person": "yes", "data_poverty": "poor"])]),
    SampleCase(
      procedure: "1.001731", unit: here, day: -2, minute: 610, citizen: 3,
      answers: [
        "organiser": "person", "relation": "child", "beneficiary": "monthly", "dead_name": "Đinh Văn Cụ",
        "dead_born": "1941-05-02", "dead_sex": "male",
        "last_residence": "Tổ dân phố 5, xã Đức Trọng, tỉnh Lâm Đồng", "died_on": "@-3",
        "death_place": "Tại nhà, tổ dân phố 5, xã Đức Trọng", "other_support": "no", "pay_method": "cash",
      ],
      acts: [
        .other(
          .requestSupplement,
          "Chưa có tên người mất trong danh sách hưởng trợ cấp; đề nghị nộp bản chụp quyết định hưởng.")
      ]),
    SampleCase(
      procedure: "1.011607", unit: here, day: -10, minute: 475, citizen: 2,
      answers: [
        "householder": "K’Brểu", "household_address": "Thôn K’Nai, xã Đức Trọng, tỉnh Lâm Đồng",
        "village": "Thôn K’Nai", "area": "rural", "ethnicity": "Cơ Ho", "members_count": "5",
        "members": "K’Brểu, 1985, chủ hộ\nKa Hương, 1988, vợ\nK’Minh, 2010, con\nKa Lan, 2014, con\nK’Tú, 2019, con",
        "asked": "either", "reason": "Mất mùa cà phê hai năm liền, một con đau ốm dài ngày.", "earlier": "no",
      ],
      acts: [
        .step([
          "visited_on": "@", "surveyors": "Trần Quốc Bảo; Trưởng thôn K’Nai", "answered_by": "K’Brểu",
          "score_b1": "120",
          "income": "1200000", "score_b2": "30",
        ])
      ], pace: 2),
  ]

  private static let others: [SampleCase] = [
    SampleCase(
      procedure: "2.000884", unit: here, day: 0, minute: 485, citizen: 4,
      answers: [
        "paper_kind": "cv", "paper_name": "Sơ yếu lý lịch", "foreign_language": "no", "sheets": "1", "copies": "2",
        "signers": "one", "sign_way": "sign", "needs_interpreter": "no", "place_kind": "office",
      ],
      acts: [
        .step([
          "lucid": "yes", "signed_before": "Nguyễn Thị Hạnh", "certified_place": "Trung tâm Phục vụ hành chính công",
        ]), .step(),
      ]),
    SampleCase(
      procedure: "2.001801", unit: here, day: -6, minute: 560, citizen: 6,
      answers: [
        "petition_kind": "feedback", "people": "self", "topic": "road", "where_it_is": "Đường liên thôn Phú Thạnh",
        "content": "Đoạn đường trước trường tiểu học hư hỏng, trơn trượt khi mưa, học sinh hay ngã.",
        "demand": "Đề nghị sửa chữa trước mùa mưa.",
      ]),
    SampleCase(
      procedure: "2.002409", unit: here, day: -12, minute: 600, citizen: 6,
      answers: [
        "accepted_on": "@", "people": "self", "accused": "Chủ tịch Ủy ban nhân dân xã Đức Trọng",
        "decision_ref": "Quyết định số 15/QĐ-UBND về xử phạt vi phạm hành chính", "known_on": "@-25",
        "content": "Không đồng ý với mức phạt vì công trình đã được cấp phép.",
        "demand": "Đề nghị hủy quyết định.", "suspend": "no",
      ],
      acts: [
        .step([
          "verifier": "Trần Quốc Bảo", "suspended": "no",
          "plan": "Gặp người khiếu nại, đối chiếu giấy phép xây dựng, kiểm tra hiện trạng.",
        ])
      ], pace: 2),
    SampleCase(
      procedure: "1.013314", unit: there, day: -1, minute: 870, citizen: 5,
      answers: [
        "relation": "self", "confirm": "state", "purpose": "permanent",
        "dwelling_address": "Số 8 Phan Đình Phùng, phường Xuân Hương – Đà Lạt, tỉnh Lâm Đồng", "dwelling_kind": "own",
        "floor_area": "64", "lived_since": "2015", "dwelling_origin": "Cha mẹ tặng cho năm 2015", "no_dispute": "yes",
      ]),
    SampleCase(
      procedure: "2.000635", unit: there, day: 0, minute: 495, citizen: 7,
      answers: ["record_kind": "birth", "relation": "self", "copies": "2", "registered_at": "Ủy ban nhân dân phường 1"]),
    // For Công an tỉnh: a guidance note, and the dossier handed up with it.
    SampleCase(
      procedure: "0.000001", unit: here, day: -3, minute: 545, citizen: 0,
      answers: [
        "target": "2.000488", "need": "Xin phiếu lý lịch tư pháp số 2 để đi làm việc ở nước ngoài",
        "advice": "Hỏi lại công ty môi giới cần phiếu số mấy trước khi nộp.",
      ],
      acts: Array(repeating: .step(), count: 5)),
    SampleCase(
      procedure: "2.000488", unit: here, day: -2, minute: 545, citizen: 0,
      answers: [
        "record_kind": "no2", "record_purpose": "Đi làm việc ở nước ngoài", "record_copies": "1",
        "residences": "Từ 02/2004 đến nay: thôn Phú Thạnh, xã Đức Trọng",
        "parents": "Nguyễn Văn Cha, 1960; Trần Thị Mẹ, 1963",
      ], followsLast: true),
  ]
}
