import LianxiCore
import LianxiLedger
import Testing

@Suite("What a ledger commits to")
struct CommittedDocketTests {
    @Test("An entry that has not the hash kept of it, or its place, is refused and named")
    func refused() throws {
        let bytes = try SampleLedger().recorded.prefix(2).map { recorded in
            try EntryCodec.encode(
                recorded.event,
                at: recorded.at,
                cause: recorded.cause,
                chain: nil,
                delivery: nil
            )
        }
        var docket = CommittedDocket()
        try docket.take(bytes[0], at: 0, .leaf(bytes[0]))
        let spoiled = [bytes[1][0] ^ 1] + bytes[1].dropFirst()
        // Still an entry, of another moment.
        let place = try #require(bytes[1].firstRange(of: Array("\"at\":".utf8))).upperBound + 3
        var bent = bytes[1]
        bent[place] = bent[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
        _ = try EntryCodec.decode(bent)
        for (bytes, index, hash) in [
            (bent, UInt64(1), Digest32.leaf(bytes[1])), (bytes[1], 2, .leaf(bytes[1])),
            (spoiled, 1, .leaf(spoiled)),
        ] {
            #expect { try docket.take(bytes, at: index, hash) } throws: { error in
                (error as? StorageError)?.kind == .refused
                    && "\(error)".contains("ledger entry \(index)")
            }
        }
        try docket.take(bytes[1], at: 1, .leaf(bytes[1]))
        #expect(docket.texts.isEmpty)
    }
}

@Suite("Dossier items and their commitments")
struct DossierTests {
    private let salt = [UInt8](0..<32)
    private let key = [UInt8](0x40..<0x60)
    private let nonce = [UInt8](0x80..<0x8c)

    private func item(
        _ payload: String = "请求核实拖欠工资一事。",
        field: String = "claim",
        of matter: MatterID = matter(1)
    ) throws -> DossierItem {
        try DossierItem(
            matter: matter,
            field: field,
            payload: Array(payload.utf8),
            salt: salt
        )
    }

    @Test("Names are compared without blanks, in plain letters and lower case")
    func petitioners() throws {
        let name = PetitionerName("Zhang 3")
        #expect(PetitionerName("　ＺＨＡＮＧ３ ") == name)
        #expect(PetitionerName("Zhang 4") != name)
        #expect(PetitionerName(try item("zhang3", field: "petitioner")) == name)
        #expect(PetitionerName(try item("zhang3", field: "claim")) == nil)
        #expect(PetitionerName(try item(" ", field: "petitioner")) == nil)
    }

    /// Computed by Python's `hmac` and the `cryptography` package, from the page's words.
    @Test("Commitment and box are those another program computed")
    func vector() throws {
        let commitment = "d6d1bac41a722365b8446def68438a6e4bb805cf9df298a0703bfbeca52230bf"
        let box =
            "808182838485868788898a8b2d5fbcc426712c8460639a237eaf9b2de8eddbc15972f003e69762cfcd08"
            + "7f63fb930d326d764be7b73769263cd39f81cc46489516b4b3429b3bc38675095245ce4ac7d1709005"
            + "0884cc00a825305ed6b3"
        let item = try item()
        #expect("\(item.commitment)" == commitment)
        #expect(item.reference.field == "claim")
        let sealed = try item.seal(key: key, nonce: nonce)
        #expect(hexText(sealed.box) == box)
        #expect(try DossierItem.open(sealed, field: "claim", key: key) == item)
    }

    @Test("Matter, field, payload and salt each change the commitment")
    func binding() throws {
        let one = try item().commitment
        #expect(try item("请求核实").commitment != one)
        #expect(try item(field: "claims").commitment != one)
        #expect(try item(of: matter(2)).commitment != one)
        let salted = try DossierItem(
            matter: matter(1),
            field: "claim",
            payload: item().payload,
            salt: [UInt8](1...32)
        )
        #expect(salted.commitment != one)
        // What moves between two parts does not cancel out: lengths stand before them.
        #expect(try item("bc", field: "a").commitment != item("c", field: "ab").commitment)
    }

    @Test("A box does not open with another key, matter, field or commitment, nor when altered")
    func refused() throws {
        let sealed = try item().seal(key: key, nonce: nonce)
        func refuses(_ item: SealedItem, field: String = "claim", key: [UInt8]) {
            #expect(throws: DossierError.notOpened) {
                try DossierItem.open(item, field: field, key: key)
            }
        }
        refuses(sealed, key: [UInt8](repeating: 0, count: 32))
        refuses(sealed, key: [])
        refuses(sealed, field: "petitioner", key: key)
        refuses(
            SealedItem(commitment: sealed.commitment, matter: matter(2), box: sealed.box),
            key: key
        )
        refuses(SealedItem(commitment: filled(1), matter: matter(1), box: sealed.box), key: key)
        for place in sealed.box.indices {
            var box = sealed.box
            box[place] ^= 4
            refuses(
                SealedItem(commitment: sealed.commitment, matter: matter(1), box: box),
                key: key
            )
        }
        for count in [0, 11, 12, 28, 59] {
            let box = Array(sealed.box.prefix(count))
            refuses(
                SealedItem(commitment: sealed.commitment, matter: matter(1), box: box),
                key: key
            )
        }
    }

    @Test("Items of another form are refused")
    func malformed() throws {
        for field in ["", "Claim", "claim1", String(repeating: "a", count: 33), "a b"] {
            #expect(throws: DossierError.malformed) { try item(field: field) }
        }
        #expect(throws: DossierError.malformed) {
            try DossierItem(matter: matter(1), field: "claim", payload: [], salt: [1])
        }
        #expect(throws: DossierError.malformed) {
            try item(String(repeating: "a", count: DossierItem.mostBytes + 1))
        }
        #expect(throws: DossierError.malformed) {
            try item().seal(key: key, nonce: Array(nonce.dropLast()))
        }
        #expect(try item("").seal(key: key, nonce: nonce).box.count == 12 + 32 + 16)
    }
}
