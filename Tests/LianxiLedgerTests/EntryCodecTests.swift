import Foundation
import LianxiCore
import LianxiJSON
import LianxiLedger
import Testing

@Suite("Entries as canonical JSON")
struct EntryCodecTests {
    /// `Vectors/entries.json`: an entry of every type, as bytes and as leaf hash.
    private struct Vector: Codable, Equatable {
        let type: String
        let entry: String
        let leaf: String
    }

    private func vectors() throws -> [Vector] {
        let url = try #require(
            Bundle.module.url(
                forResource: "entries",
                withExtension: "json",
                subdirectory: "Vectors"
            )
        )
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
    }

    @Test("An entry of every type has the bytes of the vectors, and reads back")
    func golden() throws {
        let samples = try SampleEvents.all()
        let vectors = try vectors()
        #expect(samples.count == vectors.count)
        #expect(Set(vectors.map(\.type)).count == 43)
        for (sample, vector) in zip(samples, vectors) {
            let bytes = try sample.bytes()
            #expect(sample.event.typeName == vector.type)
            #expect(String(decoding: bytes, as: UTF8.self) == vector.entry)
            #expect("\(Digest32.leaf(bytes))" == vector.leaf)
            let read = try EntryCodec.decode(Array(vector.entry.utf8))
            #expect(read.event == sample.event)
            #expect(read.at == sample.at)
            #expect(read.cause == sample.cause)
            #expect(read.chain == sample.chain)
            #expect(read.delivery == sample.delivery)
        }
    }

    @Test("The heading of an entry of every type is what the whole entry says, whatever its event")
    func heading() throws {
        for vector in try vectors() {
            let bytes = Array(vector.entry.utf8)
            let (heading, read) = try (EntryCodec.heading(of: bytes), EntryCodec.decode(bytes))
            #expect(heading.type == read.event.typeName)
            #expect(heading.at == read.at)
            #expect(heading.cause == read.cause)
            #expect(heading.chain == read.chain)
            #expect(heading.delivery == read.delivery)
        }
        #expect(throws: EntryError.self) { try EntryCodec.heading(of: Array("{}".utf8)) }
        #expect(throws: EntryError.self) { try EntryCodec.heading(of: Array("{".utf8)) }
    }

    @Test("Whatever is written is read back the same", arguments: [1, 2, 3] as [UInt64])
    func roundTrips(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        for _ in 0..<500 {
            let sample = try random.entry()
            let bytes = try sample.bytes()
            let entry = try EntryCodec.decode(bytes)
            #expect(entry.event == sample.event)
            #expect(entry.at == sample.at)
            #expect(entry.cause == sample.cause)
            #expect(entry.chain == sample.chain)
            #expect(entry.delivery == sample.delivery)
        }
    }

    @Test("What is written straight to bytes is what values would give", arguments: [4, 5])
    func straightToBytes(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        var samples = try SampleEvents.all()
        for _ in 0..<1000 { samples.append(try random.entry()) }
        for sample in samples {
            let values = EntryCodec.encodeValues(
                sample.event,
                at: sample.at,
                cause: sample.cause,
                chain: sample.chain,
                delivery: sample.delivery
            )
            let bytes = try sample.bytes()
            #expect(
                String(decoding: bytes, as: UTF8.self) == String(decoding: values, as: UTF8.self)
            )
            #expect(bytes == values)
        }
    }

    @Test("The same entry written another way is refused")
    func notCanonical() throws {
        let text = String(decoding: try SampleEvents.all()[6].bytes(), as: UTF8.self)
        let others = [
            text + "\n", " " + text, text.replacing("\"v\":1", with: "\"v\": 1"),
            text.replacing("青", with: "\\u9752"),
            text.replacing("\"n\":1,", with: "").replacing("{\"at\"", with: "{\"n\":1,\"at\""),
            text.replacing("\"v\":1", with: "\"v\":1,\"v\":1"),
            text.replacing("\"v\":1", with: "\"v\":1.0"),
        ]
        for other in others {
            #expect(other != text)
            #expect { try EntryCodec.decode(Array(other.utf8)) } throws: { error in
                guard case EntryError.notCanonical = error else { return false }
                return true
            }
        }
    }

    @Test("An entry lacking any one of its members is refused")
    func missingMembers() throws {
        // Members whose absence has a meaning of its own, and so makes another valid entry.
        let optional: Set = [
            "by", "request", "note", "assignment", "legal", "voids", "reception", "successor",
            "matters", "assists", "appointed person", "appointed document", "appointed channels",
            "redated document", "escalated document",
            "escalated round", "escalated card", "escalated instead", "escalated lapsed",
            "escalated urgent",
            "escalated holders", "escalated responsible",
            "seated document", "convened place", "convened items", "convened late",
            "convened number", "convened document", "convened parties", "convened task",
            "convened about",
            "ticked witnessed", "erasure-asked signed", "erased signed", "invited signed",
            "party-enrolled signed", "led group", "led visit",
            "visited promise", "documented matter", "documented read", "looked matter",
        ]
        for sample in try SampleEvents.all() {
            let bytes = try sample.bytes()
            guard case .object(let object) = try JSONValue(canonical: bytes) else { continue }
            let type = sample.event.typeName
            for member in object.members
            where !optional.contains(member.name) && !optional.contains("\(type) \(member.name)") {
                let rest = object.members.filter { $0.name != member.name }
                    .map { (name: $0.name, value: $0.value) }
                #expect(throws: EntryError.self, "\(type): \(member.name)") {
                    try EntryCodec.decode(JSONValue(rest).canonicalBytes)
                }
            }
        }
    }

    @Test("An entry of a document of its own names no matter, and every other of a document does")
    func ownDocument() throws {
        for sample in try SampleEvents.ownDocument() {
            let text = String(decoding: try sample.bytes(), as: UTF8.self)
            #expect(!text.contains("\"matter\":"))
            let named = try JSONValue(
                parsing: Array(
                    text.replacing(
                        "\"n\":",
                        with: "\"matter\":\"0000000000000000000000000000005d\",\"n\":"
                    ).utf8
                )
            )
            #expect(throws: EntryError.self, "\(text)") {
                try EntryCodec.decode(named.canonicalBytes)
            }
        }
    }

    @Test("An entry with a member too many is refused, at any depth")
    func unknownMembers() throws {
        for sample in try SampleEvents.all() {
            let text = String(decoding: try sample.bytes(), as: UTF8.self)
            // `zz` sorts after every name there is, so the result stays canonical.
            for place in text.indices where text[place] == "}" {
                var other = text
                other.insert(contentsOf: ",\"zz\":1", at: place)
                #expect(throws: EntryError.self) { try EntryCodec.decode(Array(other.utf8)) }
            }
        }
    }

    @Test(
        "A value out of its range or form is refused",
        arguments: [
            ("\"legal\":\"2026-10-10\"", "\"legal\":\"2026-02-30\""),
            ("\"legal\":\"2026-10-10\"", "\"legal\":\"2026-1-01\""),
            ("\"period\":\"15d\"", "\"period\":\"015d\""),
            ("\"period\":\"15d\"", "\"period\":\"15\""),
            ("\"n\":2", "\"n\":0"), ("\"n\":2", "\"n\":1"), ("\"feed\":5", "\"feed\":0"),
            ("\"v\":1", "\"v\":2"), ("\"type\":\"dispatched\"", "\"type\":\"dispatch\""),
            ("\"type\":\"dispatched\"", "\"type\":\"founded\""),
            ("\"matter\":\"8f", "\"matter\":\"8F"), ("\"role\":\"lead\"", "\"role\":\"leads\""),
            ("\"to\":\"human-resources\"", "\"to\":\"office\""),
            ("\"persons\":3", "\"persons\":-3"), ("\"urgent\":true", "\"urgent\":1"),
            ("\"duty\":\"P01\"", "\"duty\":\"Y01\""), ("\"prev\":\"ae", "\"prev\":\""),
            (
                "MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM=",
                "MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzN="
            ),
        ]
    )
    func wrongValues(found: String, changed: String) throws {
        let text = String(decoding: try SampleEvents.all()[8].bytes(), as: UTF8.self)
        let other = text.replacing(found, with: changed, maxReplacements: 1)
        #expect(other != text)
        #expect(throws: EntryError.self) { try EntryCodec.decode(Array(other.utf8)) }
    }

    @Test("An act in an entry of another type is refused")
    func actOfAnotherType() throws {
        for (type, other) in [("signed", "accepted"), ("objected", "signed")] {
            let sample = try #require(
                try SampleEvents.all().first { $0.event.typeName == type }
            )
            let text = String(decoding: try sample.bytes(), as: UTF8.self)
                .replacing("\"type\":\"\(type)\"", with: "\"type\":\"\(other)\"")
            #expect(throws: EntryError.self) { try EntryCodec.decode(Array(text.utf8)) }
        }
    }

    @Test("An entry of more than 16384 bytes is neither written nor read")
    func tooLarge() throws {
        let long = SampleEntry(
            event: .founded(origin: origin, name: String(repeating: "长", count: 6000))
        )
        #expect {
            try long.bytes()
        } throws: { error in
            guard case EntryError.tooLarge(let bytes) = error else { return false }
            return bytes > 18_000
        }
        #expect(throws: EntryError.tooLarge(bytes: 16_385)) {
            try EntryCodec.decode([UInt8](repeating: 0x20, count: 16_385))
        }
    }

    @Test("No change of bytes makes the reader stop, or read what is written otherwise")
    func fuzz() throws {
        var generator = SeededGenerator(seed: 4)
        let samples = try SampleEvents.all().map { try $0.bytes() }
        for round in 0..<fuzzRounds {
            let bytes = samples[round % samples.count].mutated(by: &generator)
            guard let entry = try? EntryCodec.decode(bytes) else { continue }
            let again = try EntryCodec.encode(
                entry.event,
                at: entry.at,
                cause: entry.cause,
                chain: entry.chain,
                delivery: entry.delivery
            )
            #expect(again == bytes)
        }
    }
}
