import LianxiCore
import LianxiLedger
import Testing

@Suite("The tree")
struct MerkleTests {
    private let vectors: Vectors

    init() throws { vectors = try Vectors.load() }

    @Test("Leaf and node hashes are those of RFC 6962")
    func anchors() throws {
        let anchors = vectors.hash_anchors
        let leaf = Digest32.leaf([])
        #expect(Digest32.emptyRoot.description == anchors.empty_tree_root)
        #expect(leaf.description == anchors.leaf_hash_of_empty_entry)
        #expect(
            Digest32.node(leaf, leaf).description == anchors.node_hash_of_two_empty_entry_leaves
        )
        for entry in vectors.entries {
            #expect(vectorEntry(entry.index) == Array(entry.utf8.utf8))
            #expect(Digest32.leaf(Array(entry.utf8.utf8)).description == entry.leaf_hash)
        }
        var tree = MerkleTree()
        let reference = anchors.rfc6962_reference_8_leaves
        for (leaf, root) in zip(reference.leaves_hex, reference.roots_for_size_1_to_8) {
            tree.append(.leaf(try #require(hexBytes(leaf))))
            #expect(tree.root.description == root)
        }
    }

    @Test("Every tree of the vectors has its root, its tiles and its bundles, byte for byte")
    func trees() throws {
        let largest = try #require(vectors.trees.map(\.size).max())
        var kept = KeptTree()
        let expected = Dictionary(uniqueKeysWithValues: vectors.trees.map { ($0.size, $0) })
        for size in 0...largest {
            if size > 0 { kept.append(vectorEntry(size - 1)) }
            guard let tree = expected[size] else { continue }
            #expect(kept.tree.root.description == tree.root, "size \(size)")
            #expect(kept.tree.root.base64 == tree.root_b64)
            let tiles = TilePath.tiles(size: size)
            let bundles = TilePath.bundles(size: size)
            // Of the largest trees the vectors list the last files and hash all of them together.
            #expect(UInt64(tiles.count) == (tree.hash_tile_count ?? UInt64(tree.hash_tiles.count)))
            #expect(
                UInt64(bundles.count)
                    == (tree.entry_bundle_count ?? UInt64(tree.entry_bundles.count))
            )
            for file in tree.hash_tiles {
                let path = try #require(tiles.first { $0.description == file.path })
                try check(tileBytes(path, kept), file)
            }
            for file in tree.entry_bundles {
                let path = try #require(bundles.first { $0.description == file.path })
                try check(bundleBytes(path), file)
            }
            if let all = tree.sha256_of_all_hash_tiles_concatenated_by_level_then_index {
                let bytes = tiles.flatMap { tileBytes($0, kept) }
                #expect(Digest32.sha256(of: bytes).description == all)
            }
            if let all = tree.sha256_of_all_entry_bundles_concatenated_by_index {
                #expect(Digest32.sha256(of: bundles.flatMap(bundleBytes)).description == all)
            }
            if let hex = tree.hash_tile_hex {
                #expect(tileBytes(tiles[0], kept) == hexBytes(hex))
            }
            if let hex = tree.entry_bundle_hex { #expect(bundleBytes(bundles[0]) == hexBytes(hex)) }
        }
    }

    private func check(_ bytes: [UInt8], _ file: Vectors.File) throws {
        #expect(bytes.count == file.bytes, "\(file.path)")
        #expect(Digest32.sha256(of: bytes).description == file.sha256, "\(file.path)")
    }

    private func tileBytes(_ path: TilePath, _ kept: KeptTree) -> [UInt8] {
        guard case .hashes(let level) = path.content else { return [] }
        let first = Int(path.number) * 256
        let bytes = TileBytes.encode(kept.levels[level][first..<(first + path.width)])
        #expect(
            TileBytes.hashes(bytes, width: path.width)
                == Array(kept.levels[level][first..<(first + path.width)])
        )
        return bytes
    }

    private func bundleBytes(_ path: TilePath) -> [UInt8] {
        let entries = (0..<path.width).map { vectorEntry(path.number * 256 + UInt64($0)) }
        let bytes = TileBytes.encode(entries: entries)
        #expect(TileBytes.entries(bytes, width: path.width) == entries)
        return bytes
    }

    @Test("Tile paths are written in groups of three digits")
    func paths() {
        for path in vectors.tile_paths {
            let content = path.level.content
            let written = TilePath(content, number: path.index, width: path.width).description
            #expect(written == path.path)
        }
    }

    @Test("A bundle cut, lengthened or with a wrong length is refused")
    func bundles() {
        let bytes = TileBytes.encode(entries: [[1, 2], [3]])
        #expect(TileBytes.entries(bytes, width: 2) == [[1, 2], [3]])
        #expect(TileBytes.entries(bytes, width: 1) == nil)
        #expect(TileBytes.entries(bytes, width: 3) == nil)
        #expect(TileBytes.entries(bytes.dropLast(), width: 2) == nil)
        #expect(TileBytes.entries(bytes + [0], width: 2) == nil)
        #expect(TileBytes.hashes([UInt8](repeating: 0, count: 33), width: 1) == nil)
    }

    @Test("The inclusion proofs of the vectors are made and believed")
    func inclusion() async throws {
        var trees = KeptTrees()
        for vector in vectors.inclusion_proofs {
            let kept = trees.tree(size: vector.size)
            let proof = try await MerkleProof.inclusion(
                of: vector.index,
                size: vector.size,
                from: kept.source
            )
            #expect(proof.map(\.description) == vector.proof)
            #expect(
                MerkleProof.isIncluded(
                    try digest(vector.leaf_hash),
                    at: vector.index,
                    size: vector.size,
                    proof: try digests(vector.proof),
                    root: try digest(vector.root)
                )
            )
        }
    }

    @Test("The consistency proofs of the vectors are made and believed")
    func consistency() async throws {
        var trees = KeptTrees()
        for vector in vectors.consistency_proofs {
            let kept = trees.tree(size: vector.new_size)
            let proof = try await MerkleProof.consistency(
                from: vector.old_size,
                to: vector.new_size,
                from: kept.source
            )
            #expect(proof.map(\.description) == vector.proof)
            #expect(
                MerkleProof.isConsistent(
                    from: vector.old_size,
                    root: try digest(vector.old_root),
                    to: vector.new_size,
                    root: try digest(vector.new_root),
                    proof: try digests(vector.proof)
                )
            )
        }
    }

    @Test("The proofs that must be rejected are")
    func rejected() throws {
        for vector in vectors.must_reject_proofs {
            let proof = try digests(vector.proof)
            let isBelieved =
                if vector.kind == "inclusion" {
                    MerkleProof.isIncluded(
                        try digest(vector.leaf_hash),
                        at: try #require(vector.index),
                        size: try #require(vector.size),
                        proof: proof,
                        root: try digest(vector.root)
                    )
                } else {
                    MerkleProof.isConsistent(
                        from: try #require(vector.old_size),
                        root: try digest(vector.old_root),
                        to: try #require(vector.new_size),
                        root: try digest(vector.new_root),
                        proof: proof
                    )
                }
            #expect(!isBelieved, "\(vector.kind): \(vector.why)")
        }
    }

    @Test("Every proof of every small tree is believed, and no other index, size or root is")
    func smallTrees() async throws {
        let kept = KeptTree(size: 40)
        for size in UInt64(1)...40 {
            let root = kept.root(at: size)
            let together = MerkleProof.inclusions(among: kept.levels[0][..<Int(size)])
            for index in 0..<size {
                let proof = try await MerkleProof.inclusion(
                    of: index,
                    size: size,
                    from: kept.source
                )
                let leaf = kept.levels[0][Int(index)]
                #expect(together[Int(index)] == proof)
                for other in 0..<size {
                    #expect(
                        MerkleProof.isIncluded(
                            leaf,
                            at: other,
                            size: size,
                            proof: proof,
                            root: root
                        )
                            == (other == index)
                    )
                }
            }
            for old in 0...size {
                let proof = try await MerkleProof.consistency(
                    from: old,
                    to: size,
                    from: kept.source
                )
                #expect(
                    MerkleProof.isConsistent(
                        from: old,
                        root: kept.root(at: old),
                        to: size,
                        root: root,
                        proof: proof
                    )
                )
                guard old > 0, old < size else { continue }
                #expect(
                    !MerkleProof.isConsistent(
                        from: old,
                        root: kept.root(at: old - 1),
                        to: size,
                        root: root,
                        proof: proof
                    )
                )
                #expect(
                    !MerkleProof.isConsistent(
                        from: old,
                        root: kept.root(at: old),
                        to: size,
                        root: root,
                        proof: proof.dropLast()
                    )
                )
            }
        }
    }

    @Test(
        "A tree rebuilt from its kept hashes goes on as if it had never stopped",
        arguments: [0, 1, 2, 255, 256, 257, 511, 512, 700, 65_535, 65_536, 65_537] as [UInt64]
    )
    func restored(size: UInt64) async throws {
        var kept = KeptTree(size: size)
        var tree = try await MerkleTree(size: size, from: kept.source)
        #expect(tree == kept.tree)
        for index in size..<(size + 300) {
            kept.append(vectorEntry(index))
            tree.append(.leaf(vectorEntry(index)))
        }
        #expect(tree == kept.tree)
        #expect(tree.root == kept.tree.root)
    }

    @Test("A source that lacks hashes is an error, not a wrong proof")
    func missing() async throws {
        let kept = KeptTree(size: 5)
        await #expect(throws: ProofError.self) {
            try await MerkleProof.inclusion(of: 0, size: 8, from: kept.source)
        }
        await #expect(throws: ProofError.outside) {
            try await MerkleProof.inclusion(of: 5, size: 5, from: kept.source)
        }
        await #expect(throws: ProofError.outside) {
            try await MerkleProof.consistency(from: 6, to: 5, from: kept.source)
        }
    }
}

/// Trees of several sizes, each made once.
private struct KeptTrees {
    private var trees: [UInt64: KeptTree] = [:]

    mutating func tree(size: UInt64) -> KeptTree {
        let tree = trees[size] ?? KeptTree(size: size)
        trees[size] = tree
        return tree
    }
}
