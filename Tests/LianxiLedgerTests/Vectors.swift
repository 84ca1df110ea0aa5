import Foundation
import LianxiCore
import LianxiLedger
import Testing

/// What `Vectors/vectors.json` holds; the arbiter of the formats.
struct Vectors: Decodable {
    struct EntryVector: Decodable {
        let index: UInt64
        let utf8: String
        let leaf_hash: String
    }
    struct Anchors: Decodable {
        struct Leaves: Decodable {
            let leaves_hex: [String]
            let roots_for_size_1_to_8: [String]
        }
        let empty_tree_root: String
        let leaf_hash_of_empty_entry: String
        let node_hash_of_two_empty_entry_leaves: String
        let rfc6962_reference_8_leaves: Leaves
    }
    struct File: Decodable {
        let path: String
        let bytes: Int
        let sha256: String
    }
    struct Tree: Decodable {
        let size: UInt64
        let root: String
        let root_b64: String
        let hash_tiles: [File]
        let entry_bundles: [File]
        let hash_tile_hex: String?
        let entry_bundle_hex: String?
        let hash_tile_count: UInt64?
        let entry_bundle_count: UInt64?
        let sha256_of_all_hash_tiles_concatenated_by_level_then_index: String?
        let sha256_of_all_entry_bundles_concatenated_by_index: String?
    }
    struct Level: Decodable {
        let content: TilePath.Content

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let level = try? container.decode(Int.self) {
                content = .hashes(level: level)
            } else {
                #expect(try container.decode(String.self) == "entries")
                content = .entries
            }
        }
    }
    struct Path: Decodable {
        let level: Level
        let index: UInt64
        let width: Int
        let path: String
    }
    struct Inclusion: Decodable {
        let index: UInt64
        let size: UInt64
        let leaf_hash: String
        let root: String
        let proof: [String]
    }
    struct Consistency: Decodable {
        let old_size: UInt64
        let new_size: UInt64
        let old_root: String
        let new_root: String
        let proof: [String]
    }
    struct Rejected: Decodable {
        let kind: String
        let why: String
        let index: UInt64?
        let size: UInt64?
        let leaf_hash: String?
        let root: String?
        let old_size: UInt64?
        let new_size: UInt64?
        let old_root: String?
        let new_root: String?
        let proof: [String]
    }
    struct Key: Decodable {
        let name: String
        let seed: String
        let public_key: String
        let type_byte: String
        let key_id: String
        let vkey: String
    }
    struct Note: Decodable {
        let text_hex: String
        let note_hex: String
    }
    struct SignedCheckpoint: Decodable {
        let size: UInt64
        let body: String
        let checkpoint: String
    }
    struct Cosigned: Decodable {
        struct Line: Decodable {
            let name: String
            let time: UInt64
            let line: String
        }
        let checkpoint_before: String
        let cosigs: [Line]
        let checkpoint_after: String
    }
    struct NoteCase: Decodable {
        let name: String
        let note_hex: String
        let expect: String
        let verified_signatures: Int?
    }
    struct BodyCase: Decodable {
        let name: String
        let body: String
        let valid_checkpoint_body: Verdict
    }
    struct Proof: Decodable {
        let index: UInt64
        let entry_utf8: String
        let file: String
        let file_with_extra: String
    }

    let entries: [EntryVector]
    let hash_anchors: Anchors
    let trees: [Tree]
    let tile_paths: [Path]
    let inclusion_proofs: [Inclusion]
    let consistency_proofs: [Consistency]
    let must_reject_proofs: [Rejected]
    let keys: [String: Key]
    let signed_note: Note
    let checkpoints: [SignedCheckpoint]
    let cosignatures: [Cosigned]
    let note_cases: [NoteCase]
    let checkpoint_body_cases: [BodyCase]
    let tlog_proof: Proof

    static func load() throws -> Vectors {
        let url = try #require(
            Bundle.module.url(
                forResource: "vectors",
                withExtension: "json",
                subdirectory: "Vectors"
            )
        )
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
    }

    func verifier(_ name: String) throws -> VerifierKey {
        let key = try #require(keys[name])
        return try VerifierKey(parsing: key.vkey)
    }
}

/// The entry of that index in every tree of the vectors.
func vectorEntry(_ index: UInt64) -> [UInt8] { Array("责任链事件 #\(index)".utf8) }

func digests(_ texts: [String]) throws -> [Digest32] {
    try texts.map { try #require(Digest32(hex: $0)) }
}

func digest(_ text: String?) throws -> Digest32 {
    try #require(Digest32(try bytes(text)))
}

func bytes(_ hex: String?) throws -> [UInt8] {
    let text = try #require(hex)
    return try #require(hexBytes(text))
}

/// A tree whose hashes are all kept, as a store keeps them.
struct KeptTree {
    private(set) var tree = MerkleTree()
    private(set) var levels: [[Digest32]] = [[]]

    init() {}

    init(size: UInt64) {
        for index in 0..<size { append(vectorEntry(index)) }
    }

    mutating func append(_ entry: [UInt8]) {
        var filled: [TileHash] = []
        let leaf = Digest32.leaf(entry)
        tree.append(leaf, filling: &filled)
        levels[0].append(leaf)
        for tile in filled {
            if levels.count == tile.level { levels.append([]) }
            #expect(tile.number == UInt64(levels[tile.level].count))
            levels[tile.level].append(tile.hash)
        }
    }

    var source: HashSource {
        HashSource { [levels] level, first, count in
            guard level < levels.count else { return [] }
            return Array(levels[level].dropFirst(Int(first)).prefix(count))
        }
    }

    /// The root over the first leaves, recomputed from the leaves alone.
    func root(at size: UInt64) -> Digest32 { MerkleTree(levels[0].prefix(Int(size))).root }
}

/// A yes, a no, or the reason why our profile refuses what the format allows.
struct Verdict: Decodable {
    let isValid: Bool

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        isValid = (try? value.decode(Bool.self)) ?? false
    }
}
