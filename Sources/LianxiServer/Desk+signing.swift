import LianxiCore
import LianxiLedger
import LianxiOffice
import LianxiWire

// What officers of the office sign of their requests, and what of it stands in the entries.

extension Desk {
    /// Verifies what an officer signed of a request, and notes it with who asks.
    ///
    /// - Throws: `DeskRefusal`
    func take(
        _ word: OfficerWord,
        under operation: DeskOperation,
        _ asker: inout Asker
    ) throws(DeskRefusal) {
        guard let request = operation.request as? any OfficeRequest else {
            throw DeskRefusal(.malformed, at: "signed")
        }
        asker.seed = word.seed
        let wishes = try request.wishes(
            origin: configuration.origin,
            party: asker.id,
            id: asker.request,
            at: word.at,
            salts(of: asker)
        )
        guard let first = wishes.joined().first else {
            throw DeskRefusal(.malformed, at: "signed")
        }
        var signed: ArraySlice<SignedWish>
        let key: VerifierKey
        do throws(Refusal) { key = try asker.party.actKey(of: first.officer) } catch {
            throw DeskRefusal(error, at: "officer")
        }
        do throws(ActError) {
            signed = try WishBatch(wishes.flatMap(\.self)).open(word.signature, by: key)[...]
        } catch {
            throw DeskRefusal(error.refusal, at: "signed.signature")
        }
        asker.signed = wishes.map { element in
            defer { signed = signed.dropFirst(element.count) }
            return Array(signed.prefix(element.count))
        }
    }

    /// Of the texts that go sealed beside what is asked: as the officer who signed it knows them, else drawn.
    func salts(of asker: Asker) -> Salts {
        if let seed = asker.seed { return Salts(seed: seed) }
        return Salts { [randomness] in randomness.bytes(WireLimits.saltBytes) }
    }

    /// One wish for each thing the request wants.
    func wishes(
        of request: some OfficeRequest,
        _ asker: Asker
    ) throws(Failure) -> [Wish] {
        do throws(DeskRefusal) {
            return try request.wanted(salts(of: asker)).enumerated().map { place, wanted in
                Wish(
                    wanted.command,
                    items: wanted.items,
                    cause: asker.cause(officer: request.hand, element: place)
                )
            }
        } catch {
            throw .refused(error)
        }
    }

    /// A request for one thing, whose answer is its entry.
    func submitOne(_ request: some OfficeRequest, _ asker: Asker) throws(Failure) -> Reading {
        asker.submitOne(try wishes(of: request, asker)[0])
    }
}

extension Wish {
    /// Whether what was signed is what the events say.
    func fits(_ events: [Event]) -> Bool {
        guard !signed.isEmpty else { return true }
        let wishes = events.map(\.wish)
        return signed.allSatisfy { wishes.contains($0.wish) }
    }

    /// Who asks for the event: with the officer's word, where he wished this of it; without, where it follows.
    func cause(of event: Event) -> Cause? {
        guard !signed.isEmpty, var cause else { return cause }
        let wish = event.wish
        cause.signed = signed.first { $0.wish == wish }?.signed
        return cause
    }
}
