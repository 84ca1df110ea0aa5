import Foundation
import LianxiClient
import LianxiCore
import LianxiLedger
import LianxiSQLite

extension AgentInbox {
    /// What parties are called, for who reads Chinese; in English they are shown as commands take them.
    func names(for common: CommonOptions) async throws(StorageError) -> [PartyID: String] {
        try await names().words(common.language)
    }
}

/// Opens the inbox for a look, brought up to date first where no agent does that.
enum Reading {
    static func open(
        _ installation: Installation,
        _ surroundings: Surroundings,
        isOffline: Bool,
        _ common: CommonOptions
    ) async throws -> AgentDatabase {
        if !isOffline, let alone = try await installation.inbox(as: .agent) {
            let visitor = try await Visitor(installation, alone, surroundings)
            do {
                try await visitor.visit()
            } catch let trouble as AgentTrouble {
                Output.remark(
                    trouble.message
                        + common.say("\n以下是本机所存内容", "\nwhat follows is what is kept here")
                )
            }
            await visitor.close()
            return alone
        }
        guard let inbox = try await installation.inbox(as: .tool) else {
            throw AgentTrouble.cannotOpen(installation.folder.inbox.path, "busy")
        }
        return inbox
    }
}
