import Foundation
package import LianxiCore

/// Someone who can be reached by mail.
package struct Contact: Hashable, Sendable {
    /// The posts the person answers for.
    package let posts: [OfficerID]
    /// The person, where the ledger knows one by name.
    package let person: OfficerID?
    package let mail: String
    package let language: Language
}

/// Who is reached where: `contacts.yaml`.
///
/// Addresses stand here and nowhere else: never in the ledger, never on the wire. Only its owner writes
/// it, and nobody but the owner and the group may read it (mode 0640 or less).
package struct ContactBook: Hashable, Sendable {
    package let contacts: [Contact]
    /// The post that is told where an item names none, or one without a contact.
    package let otherwise: OfficerID

    /// The most contacts of one file.
    static let most = 1000

    /// Whom to tell.
    ///
    /// - Parameters:
    ///   - persons: Who was meant by name; those found go before the post.
    ///   - post: The post that was meant.
    /// - Returns: At least one contact: `otherwise` has one.
    package func readers(persons: [OfficerID], post: OfficerID?) -> [Contact] {
        let named = contacts.filter { contact in
            contact.person.map { persons.contains($0) } ?? false
        }
        if !named.isEmpty, Set(named.compactMap(\.person)) == Set(persons) { return named }
        let holders = post.map { post in contacts.filter { $0.posts.contains(post) } } ?? []
        let found = named + holders.filter { !named.contains($0) }
        return found.isEmpty ? contacts.filter { $0.posts.contains(otherwise) } : found
    }

    /// Reads the file.
    ///
    /// - Throws: Everything that is wrong, the file's mode too.
    package static func load(_ file: String) throws(SettingsError) -> Self {
        let bytes = try FileBytes.read(file, most: FileBytes.mostSettings)
        let document = try YAMLDocument(bytes, file: file)
        var top = MappingReader(document)
        var status = stat()
        if stat(file, &status) == 0, status.st_mode & 0o027 != 0 {
            top.reject(
                "contacts",
                value: String(status.st_mode & 0o777, radix: 8),
                expected: Wording("文件权限 0640 或更严", "a file of mode 0640 or less")
            )
        }
        var contacts: [Contact] = []
        for var section in top.sections("contacts", count: 1...most) {
            if let contact = contact(&section) { contacts.append(contact) }
        }
        let otherwise: OfficerID? = top.value("otherwise", .slug())
        if let otherwise, !contacts.contains(where: { $0.posts.contains(otherwise) }) {
            top.reject(
                "otherwise",
                value: otherwise.text,
                expected: Wording("有联系人的岗位", "a post that a contact answers for")
            )
        }
        top.finish()
        return try document.findings.conclude(
            otherwise.map { Self(contacts: contacts, otherwise: $0) }
        )
    }

    private static func contact(_ section: inout MappingReader) -> Contact? {
        let posts: [OfficerID] =
            section.isThere("posts") ? section.values("posts", .slug(), count: 1...16) : []
        let person: OfficerID? = section.optional("person", .slug())
        let mail = section.value("mail", .mailAddress)
        let language = section.value("language", .choice, standard: Language.zh)
        if posts.isEmpty, person == nil {
            section.reportMissing("posts", Wording("岗位（posts）或人员（person）", "posts, or a person"))
        }
        section.finish()
        return mail.map { Contact(posts: posts, person: person, mail: $0, language: language) }
    }
}
