import ArgumentParser

/// The program: every command of the installation is a file beside this one.
@main
struct Cuango: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cuango",
    abstract: "Cửa Ngõ: the service centre and paperless office of a commune.",
    subcommands: [
      DemoCommand.self, ServeCommand.self, MigrateCommand.self, CatalogueCommand.self, DeadlineCommand.self,
      CalendarCommand.self, QRCommand.self, TokenCommand.self, ClientCommand.self, StaffCommand.self,
      PermissionsCommand.self, FormsCommand.self, LogCommand.self, CertificateCommand.self, DocumentCommand.self,
    ])
}
