package import LianxiCore

/// A department as the office lists it, before it is enrolled.
package struct ListedDepartment: Hashable, Sendable {
    package let id: PartyID
    /// Legal name, as forms and registers show it.
    package let name: String
    /// May be handed informants' reports, kept from all others by article 30.
    package let handlesReports: Bool

    package init(id: PartyID, name: String, handlesReports: Bool) {
        self.id = id
        self.name = name
        self.handlesReports = handlesReports
    }

    /// Reads a list of departments (`departments.yaml`), in the order of the file.
    ///
    /// - Throws: Everything that is wrong.
    package static func load(_ file: String) throws(SettingsError) -> [Self] {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        var departments: [Self] = []
        for var section in top.sections("departments", count: 1...2000) {
            let id: PartyID? = section.value("id", .slug())
            let name = section.value("name", .text(max: 96))
            let handlesReports = section.value("handles-reports", .flag, standard: false)
            section.finish()
            if let id,
                [.office, .leaders].contains(id) || departments.contains(where: { $0.id == id })
            {
                section.reject(
                    "id",
                    value: id.text,
                    expected: Wording("未被占用的名称", "a name nobody else has")
                )
            }
            if let name, departments.contains(where: { $0.name == name }) {
                section.reject(
                    "name",
                    value: name,
                    expected: Wording("未被占用的名称", "a name nobody else has")
                )
            }
            if let id, let name {
                departments.append(Self(id: id, name: name, handlesReports: handlesReports))
            }
        }
        top.finish()
        return try document.findings.conclude(departments)
    }
}
