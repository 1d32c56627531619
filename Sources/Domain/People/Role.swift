/// What a person or a program is in a unit; the same person often holds two in a commune with few officers.
public enum Role: String, CaseIterable, Codable, Hashable, Sendable {
  /// A citizen filing for themselves or for somebody.
  case citizen
  /// The counter officer who receives dossiers, takes fees and returns results (cán bộ tiếp nhận).
  case receivingOfficer = "receiving-officer"
  /// The officer of the field who examines the dossier (công chức chuyên môn).
  case specialist
  /// The chairman or a deputy, who approves and signs (lãnh đạo).
  case leader
  /// The clerk who keeps the registers and the seal (văn thư).
  case recordsClerk = "records-clerk"
  /// The person who administers accounts and settings of one unit.
  case unitAdministrator = "unit-administrator"
  /// The province's supervisor, who sees every unit and changes none.
  case provinceSupervisor = "province-supervisor"
  /// The province's editor of the catalogue, who publishes procedures.
  case catalogueEditor = "catalogue-editor"
  /// Who checks what others did, sees all of a unit and of those under it, and changes nothing (kiểm tra, thanh tra).
  case auditor
  /// A program that files dossiers on behalf of people.
  case apiClient = "api-client"
}
