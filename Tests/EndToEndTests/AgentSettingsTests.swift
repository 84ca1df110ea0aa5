import Foundation
import Testing

/// The agent with its settings apart from its directory, as its service has them.
@Suite("An agent's settings", .ownThreads, .timeLimit(.minutes(10)))
struct AgentSettingsTests {
    @Test(
        "Keys and request come to lie in the directory the settings name, as everything after them"
    )
    func directory() throws {
        let folder = URL(filePath: "/tmp").appending(path: "lx-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let settings = folder.appending(path: "settings.yaml")
        try Data("directory: keys-of-housing\nparty: housing\nofficer: zhang\n".utf8)
            .write(to: settings)
        let agent = { (arguments: [String]) in
            try run("lianxi-agent", arguments + ["--config", settings.path, "--lang", "en"])
        }
        let asked = try agent([
            "enrol", "--party", "housing", "--name", "区住建局", "--officer", "zhang",
        ])
        #expect(asked.code == 0, "\(asked.errors)")
        let place = folder.appending(path: "keys-of-housing")
        for file in ["enrolment-request.json", "keys/curve.key", "keys/zhang.key"] {
            #expect(FileManager.default.fileExists(atPath: place.appending(path: file).path))
        }
        let looked = try agent(["inbox"])
        #expect(looked.code == 3)
        #expect(looked.errors.contains("\(place.path)/enrolment.json"), "\(looked.errors)")
    }
}
