import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger

/// Plays the departments' officers: reads what each agent puts into its spool folder, and answers there.
///
/// This is the way a department's own system would do it, so the agents have no demonstration code.
/// What an officer does is drawn from the department's name and the item's number, the same each run.
struct DemoOfficers {
    /// The department whose officers never touch anything.
    static let silent = PartyID(fixed: "housing")

    /// An answer that waits for its moment on the wall of the machine.
    private struct Intent {
        let due: Date
        let act: String
        let department: PartyID
        let number: UInt64

        var result: String { number % 3 == 0 ? "explained" : "supported" }
    }

    let folder: URL
    let departments: [PartyID]
    /// Real seconds that a day of the demonstration lasts.
    let day: Double
    private var seen: [PartyID: Set<String>] = [:]
    private var intents: [Intent] = []
    private var written = 0

    init(folder: URL, departments: [PartyID], day: Double) {
        self.folder = folder
        self.departments = departments.filter { $0 != Self.silent }
        self.day = day
    }

    /// Looks at every spool folder once and writes the answers that are due.
    mutating func turn() {
        for department in departments { read(department) }
        let now = Date()
        for intent in intents.filter({ $0.due <= now }) { write(intent) }
        intents.removeAll { $0.due <= now }
    }

    private mutating func read(_ department: PartyID) {
        let place = folder.appending(path: "\(department)/spool/in")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            guard seen[department, default: []].insert(name).inserted,
                let bytes = try? Data(contentsOf: place.appending(path: name)),
                let item = try? JSONValue(parsing: bytes), case .object(let members) = item,
                case .integer(let number)? = members["number"],
                case .string(let type)? = members["type"]
            else { continue }
            plan(department, UInt64(number), type, owesOpinion: Self.owesOpinion(members))
        }
    }

    /// Whether the unit answers with an opinion before it concludes: it leads on a claim.
    ///
    /// Art. 31(6).
    private static func owesOpinion(_ item: JSONObject) -> Bool {
        guard case .object(let entry)? = item["entry"], case .object(let facts)? = entry["facts"],
            case .object(let assignment)? = entry["assignment"]
        else { return false }
        return facts["class"] == .string("claim-6") && assignment["role"] == .string("lead")
    }

    /// Days until an officer signs, objects, accepts, answers and concludes.
    private mutating func plan(
        _ department: PartyID,
        _ number: UInt64,
        _ type: String,
        owesOpinion: Bool
    ) {
        func later(_ days: Double, _ act: String) {
            intents.append(
                Intent(
                    due: Date().addingTimeInterval(days * day),
                    act: act,
                    department: department,
                    number: number
                )
            )
        }
        let roll = draw(department, number)
        switch type {
        case "dispatched" where roll < 8:
            later(1.5, "object")
        case "dispatched" where roll >= 16:
            let signs = 0.2 + Double(roll % 20) / 10
            later(signs, "sign")
            if roll < 90 { later(signs + 1 + Double(roll % 7), "accept") }
            if roll < 60 {
                let answers = signs + 8 + Double(roll % 12)
                if owesOpinion {
                    later(answers, "opine")
                    later(answers + 1, "serve")
                }
                later(answers + 2, "conclude")
            }
        case "objection-decided":
            later(1, "sign")
            later(3, "accept")
        default: break
        }
    }

    /// 0…99, the same for the same item each time.
    private func draw(_ department: PartyID, _ number: UInt64) -> Int {
        var state: UInt64 = 14_695_981_039_346_656_037
        for byte in "\(department) \(number)".utf8 {
            state = (state ^ UInt64(byte)) &* 1_099_511_628_211
        }
        return Int((state >> 33) % 100)
    }

    private mutating func write(_ intent: Intent) {
        var members: [(String, JSONValue)] = [
            ("act", .string(intent.act)), ("number", .integer(Int64(intent.number))),
        ]
        switch intent.act {
        case "object": members.append(("reason", .string("经核，该事项不属于我单位职权范围，请核实。")))
        case "opine":
            members.append(("word", .string(intent.result)))
            members.append(("document", .string("示信〔2026〕\(intent.number)号")))
            members.append(("text", .string("经调查核实，依据有关规定，处理意见如下。")))
        case "serve":
            members.append(("word", "in-person"))
        case "conclude":
            members.append(("result", .string(intent.result)))
            members.append(("text", .string("已依法处理并书面答复信访人。")))
        default: break
        }
        written += 1
        let place = folder.appending(path: "\(intent.department)/spool/out")
        let file = place.appending(path: "\(intent.act)-\(intent.number)-\(written).json")
        let part = file.appendingPathExtension("part")
        // A reader never sees half a file: written aside, then renamed.
        try? Data(JSONValue(members).canonicalBytes).write(to: part)
        try? FileManager.default.moveItem(at: part, to: file)
    }
}
