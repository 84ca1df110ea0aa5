import ArgumentParser
import LianxiClient
import LianxiCore
import LianxiFiles
import LianxiJSON
import LianxiLedger
import LianxiWire

extension LedgerCommand {
    /// Writes the whole ledger as a folder of C2SP tiles.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the ledger as a folder anyone can verify offline.",
            discussion: """
                The folder has checkpoint, tile/… and ledger.vkey as C2SP tlog-tiles lays them out. \
                It goes as far as the newest signed checkpoint, which is awaited for some seconds \
                to cover what is there now, with the lines of its witnesses where enough of them \
                cosigned in that time. Nothing is written before the root agrees. With --proofs each \
                entry is written once more, with its proof beside it: proof/017.entry and proof/017.tlog-proof.
                """
        )

        @Argument(help: "An empty or new folder.")
        var folder: String

        @Flag(help: "Write each entry and its proof as files of their own too.")
        var proofs = false

        @OptionGroup var office: OfficeOptions
        @OptionGroup var printing: PrintingOptions

        func run() async throws {
            guard Files.isVacant(folder) else {
                throw Trouble.refused(
                    printing.say("\(folder) 不是空目录", "\(folder) is not an empty folder")
                )
            }
            let office = try await office.connect()
            let (note, shadow) = try await coveringCheckpoints(office)
            let checkpoint = try office.checkpoint(note)
            let entries = try await entries(upTo: checkpoint.size, office)
            let export = LedgerExport(entries: entries)
            guard export.root == checkpoint.root else {
                throw Trouble.refused(
                    printing.say(
                        "收到的账本与已签名的检查点不符，未写出任何文件",
                        "the entries do not have the signed root; nothing was written"
                    )
                )
            }
            try export.write(
                note: note,
                shadow: shadow,
                key: office.enrolment.logKey,
                hasProofs: proofs,
                to: folder
            )
            try printing.show(
                printing.say(
                    "已导出 \(entries.count) 条到 \(folder)",
                    "\(entries.count) entries exported to \(folder)"
                ),
                json: JSONValue([
                    ("size", JSONValue(checkpoint.size)),
                    ("root", .string(checkpoint.root.description)), ("folder", .string(folder)),
                ])
            )
        }

        /// Looks of 200 ms: for a checkpoint that covers the ledger, and then for its witnesses.
        private static let looks = (covering: 100, witnessed: 25)

        /// The newest checkpoint that covers the ledger as it is now, witnessed where that can be had, and the SM3
        /// tree's over at most as many entries, where there is such a tree; what there is when the wait is over.
        private func coveringCheckpoints(
            _ office: OfficeDesk
        ) async throws -> (note: String, shadow: String?) {
            let status = try await office.desk.ask(StatusRequest())
            // Where enough witnesses never were there, none are waited for; nor for a tree that stands still.
            var left = status.witnesses?.size == nil ? 1 : Self.looks.witnessed
            var leftForShadow = status.shadow?.isFailing == false ? Self.looks.witnessed : 0
            var (newest, shadows): (String, [String]) = ("", [])
            for _ in 0..<Self.looks.covering {
                let reply = try await office.desk.ask(
                    CheckpointRequest(
                        from: 0,
                        wantsWitnessed: true,
                        wantsShadow: status.shadow != nil
                    )
                )
                if let shadow = reply.shadow, shadows.last != shadow { shadows.append(shadow) }
                let isShadowed = shadows.last.map { size(of: $0) >= status.size } ?? false
                if let note = reply.witnessed?.note {
                    newest = try office.checkpoint(note).size >= status.size ? note : reply.note
                } else {
                    newest = reply.note
                }
                let isWitnessed = newest == reply.witnessed?.note
                if try office.checkpoint(newest).size >= status.size {
                    if !isWitnessed { left -= 1 }
                    if isWitnessed || left <= 0 {
                        leftForShadow -= 1
                        if isShadowed || leftForShadow < 0 { break }
                    }
                }
                try await office.desk.surroundings.sleep(200)
            }
            let covered = try office.checkpoint(newest).size
            return (newest, shadows.last { (1...covered).contains(size(of: $0)) })
        }

        /// Entries a checkpoint of the SM3 tree is over; 0 for what is none.
        ///
        /// Who verifies the export checks it.
        private func size(of shadow: String) -> UInt64 {
            let note = try? SignedNote(parsing: Array(shadow.utf8))
            return note.flatMap { try? Checkpoint(parsing: $0.text) }?.size ?? 0
        }

        private func entries(upTo size: UInt64, _ office: OfficeDesk) async throws -> [[UInt8]] {
            var entries: [[UInt8]] = []
            while UInt64(entries.count) < size {
                let page = try await office.desk.entries(from: UInt64(entries.count))
                guard !page.items.isEmpty else { break }
                entries += page.items.map(\.entry)
                Screen.progress("\(entries.count)/\(size)")
            }
            Screen.progressDone()
            return Array(entries.prefix(Int(size)))
        }
    }
}
