import Foundation
import LianxiCore
import LianxiFiles
import LianxiLedger
import Testing

/// Files written on the disk that is there.
@Suite("Files are there whole, or as they were")
final class FilesTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "lianxi-files-\(UUID().uuidString)").path

    init() throws { try Files.makeFolder(folder, mode: 0o700) }

    deinit { Files.removeTree(folder) }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("A file is replaced whole, with its permissions, and nothing lies beside it")
    func replaced() throws {
        let file = "\(folder)/secret"
        try Files.write([1, 2, 3], to: file, mode: 0o600)
        try Files.write([4], to: file, mode: 0o600)
        #expect(try Files.read(file) == [4])
        #expect(try mode(of: file) == 0o600)
        #expect(names == ["secret"])
    }

    @Test("What cannot be put in its place leaves the old, and names the place")
    func notReplaced() throws {
        let taken = "\(folder)/taken"
        try Files.makeFolder("\(taken)/full")
        let trouble = #expect(throws: FileTrouble.self) { try Files.write([1], to: taken) }
        #expect(trouble?.path == taken)
        #expect(names == ["taken"])
        #expect(Files.isFolder("\(taken)/full"))
    }

    @Test("A new file is never written over one that is there")
    func new() throws {
        let file = "\(folder)/key"
        try Files.writeNew([1], to: file, mode: 0o600)
        let trouble = #expect(throws: FileTrouble.self) { try Files.writeNew([2], to: file) }
        #expect(trouble?.path == file)
        #expect(try Files.read(file) == [1])
        #expect(try mode(of: file) == 0o600)
    }

    @Test("A file longer than the most is refused, and not read on")
    func tooLong() throws {
        let file = "\(folder)/long"
        try Files.write([UInt8](repeating: 7, count: 11), to: file)
        #expect(try Files.read(file, most: 11).count == 11)
        let trouble = #expect(throws: FileTrouble.self) { try Files.read(file, most: 10) }
        #expect(trouble?.reason == "longer than 10 bytes")
        #expect(trouble?.sentence(in: .zh) == "\(file)：超过 10 字节")
    }

    @Test("What keeps a file from being read is said in Chinese, in English as the system says it")
    func words() {
        let none = "\(folder)/none"
        let trouble = #expect(throws: FileTrouble.self) { try Files.read(none) }
        #expect(trouble?.sentence(in: .zh) == "\(none)：目录或者文件不存在")
        #expect(trouble?.sentence(in: .en) == "\(none): No such file or directory")
        for reason in SystemReason.allCases {
            let words = FileTrouble("f", code: reason.rawValue)
            #expect(!words.reason.hasPrefix("Unknown"), "\(reason): \(words.reason)")
            #expect(words.reason(in: .zh).unicodeScalars.allSatisfy { $0.value > 0x2000 })
        }
        #expect(FileTrouble("f", code: 999).reason(in: .zh) == "Unknown error 999")
    }

    @Test(
        "The folder of a path",
        arguments: [("a/b", "a"), ("/a", "/"), ("a", "."), ("a/b/", "a"), ("/a/b//", "/a")]
    )
    func parent(of path: String, is parent: String) {
        #expect(Files.parent(of: path) == parent)
    }

    // MARK: Papers

    private static let chunk = AttachmentLimits.chunkBytes
    private static let paper = (0..<(2 * chunk + 5)).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private static func piece(_ number: Int) -> [UInt8] {
        Array(paper[(number * chunk)..<min(paper.count, (number + 1) * chunk)])
    }

    private static var address: Digest32 {
        var hash = ContentHash()
        hash.update(paper)
        return hash.value
    }

    @Test("A paper that broke off goes on from its last piece, and is put there whole")
    func paperGoesOn() throws {
        let place = "\(folder)/paper"
        var broken = IncomingPaper(Self.address, in: folder)
        #expect(broken.first == 0)
        try broken.append(Self.piece(0))
        try broken.append(Array(Self.piece(1).prefix(9)))

        var incoming = IncomingPaper(Self.address, in: folder)
        #expect(incoming.first == 1)
        for number in 1...2 { try incoming.append(Self.piece(number)) }
        #expect(try incoming.finish(at: place))
        #expect(try Files.read(place) == Self.paper)
        #expect(names == ["paper"])
    }

    @Test("Bytes that are not the paper's are never put in its place")
    func wrongPaper() throws {
        var incoming = IncomingPaper(Self.address, in: folder)
        try incoming.append(Self.piece(1))
        #expect(try !incoming.finish(at: "\(folder)/paper"))
        #expect(names.isEmpty)
    }
}
