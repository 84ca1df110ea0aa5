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
            let note = try await coveringCheckpoint(office)
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

        /// The newest checkpoint that covers the ledger as it is now, witnessed where that can be had; what
        /// there is when the wait is over.
        private func coveringCheckpoint(_ office: OfficeDesk) async throws -> String {
            let status = try await office.desk.ask(StatusRequest())
            // Where enough witnesses never were there, none are waited for.
            var left = status.witnesses?.size == nil ? 1 : Self.looks.witnessed
            var newest = ""
            for _ in 0..<Self.looks.covering {
                let reply = try await office.desk.ask(
                    CheckpointRequest(from: 0, wantsWitnessed: true)
                )
                if let note = reply.witnessed?.note,
                    try office.checkpoint(note).size >= status.size
                {
                    return note
                }
                newest = reply.note
                if try office.checkpoint(newest).size >= status.size { left -= 1 }
                if left == 0 { break }
                try await office.desk.surroundings.sleep(200)
            }
            return newest
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
