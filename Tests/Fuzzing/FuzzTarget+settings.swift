import Foundation
import LianxiCore
import LianxiSettings

extension FuzzTarget {
    /// Files that an office writes or gets from elsewhere.
    static let settings: [FuzzTarget] = [
        file("register") { path in
            _ = try RegisterReader.read(path, departments: Shipped.departments)
        },
        file("rules") { path in
            _ = try RuleSet.load(national: path, overlays: [Shipped.path("rules/local.yaml")])
        },
        file("overlay") { path in
            _ = try RuleSet.load(
                national: Shipped.path("rules/national-2022.yaml"),
                overlays: [path]
            )
        },
        file("calendar") { path in _ = try WorkCalendar.load(path) },
        file("local-calendar") { path in
            _ = try WorkCalendar.load(Shipped.path("calendars/cn-2026.yaml"), local: path)
        },
        file("policy") { path in _ = try EscalationPolicy.load(path, rules: nil) },
        file("roster") { path in _ = try Roster.load(path) },
        file("ical") { path in
            guard let roster = Shipped.roster else { throw Refused() }
            _ = try ICalendar.events(in: path, of: roster)
        },
        file("routes") { path in _ = try RouteBook.load(path) },
        file("departments") { path in _ = try ListedDepartment.load(path) },
        file("contacts") { path in _ = try ContactBook.load(path) },
        file("notices") { path in _ = try NoticeTexts.load(path) },
        file("forms", beside: Shipped.forms) { path in _ = try FormSet.load(path) },
        file("daemon") { path in _ = try DaemonSettings.load(path) },
        file("agent") { path in _ = try AgentSettings.load(path) },
        FuzzTarget("form") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            for kind in DocumentKind.allCases { _ = FormTemplate.read(text, of: kind) }
        },
    ]

    /// A target that is given the bytes as a file of its own, in a folder with these.
    private static func file(
        _ name: String,
        beside: [String] = [],
        _ read: @escaping @Sendable (String) throws -> Void
    ) -> FuzzTarget {
        FuzzTarget(name) { bytes in
            let manager = FileManager.default
            let folder = manager.temporaryDirectory
                .appending(path: "lianxi-fuzzing-\(UUID().uuidString)")
            defer { try? manager.removeItem(at: folder) }
            try manager.createDirectory(at: folder, withIntermediateDirectories: false)
            for path in beside {
                let link = folder.appending(path: path.split(separator: "/").last ?? "")
                try manager.createSymbolicLink(atPath: link.path, withDestinationPath: path)
            }
            let place = folder.appending(path: "\(name).yaml").path
            // Addresses are read from no file that everybody may read.
            let rights = [FileAttributeKey.posixPermissions: 0o600]
            guard
                manager.createFile(atPath: place, contents: Data(bytes), attributes: rights)
            else { throw Refused() }
            try read(place)
        }
    }
}

/// The files that come with the project.
package enum Shipped {
    /// The project's folder, with a slash behind it.
    package static let root = String(
        #filePath.dropLast("Tests/Fuzzing/FuzzTarget+settings.swift".utf8.count)
    )

    static let departments = (try? ListedDepartment.load(path("sample/departments.yaml"))) ?? []
    /// What the forms' own file names.
    static let forms: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: path("forms"))) ?? []
        return all.filter { !$0.hasSuffix(".yaml") }.map { path("forms/\($0)") }
    }()
    /// The one whose people the sound calendar names.
    static let roster = try? Roster.load(
        "\(root)Tests/LianxiSettingsTests/Mistakes/roster/sound.yaml"
    )

    static func path(_ name: String) -> String { "\(root)config/\(name)" }
}
