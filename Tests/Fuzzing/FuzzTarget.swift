/// A reader of bytes from outside, as a fuzzer calls it.
package struct FuzzTarget: Sendable {
    /// What its corpus folder is called.
    package let name: String
    /// Reads the bytes; a trap is the reader's own.
    package let read: @Sendable ([UInt8]) -> Outcome

    /// What became of some bytes.
    package enum Outcome: Hashable, Sendable {
        case taken
        /// What most bytes deserve.
        case refused
        /// What was taken does not hold together: it would be written otherwise, say.
        case complaint(String)
    }

    init(_ name: String, _ read: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.name = name
        self.read = { bytes in
            do {
                try read(bytes)
                return .taken
            } catch let complaint as Complaint {
                return .complaint(complaint.sentence)
            } catch {
                return .refused
            }
        }
    }

    package static let all = wire + ledger + elsewhere + settings

    /// The target of that name.
    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Bytes that a reader without errors of its own does not take.
struct Refused: Error {}

/// What a reader took in does not hold together.
struct Complaint: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    /// - Throws: ``Complaint`` unless it holds.
    static func unless(
        _ holds: @autoclosure () throws -> Bool,
        _ sentence: String
    ) throws(Complaint) {
        guard (try? holds()) == true else { throw Complaint(sentence) }
    }
}
