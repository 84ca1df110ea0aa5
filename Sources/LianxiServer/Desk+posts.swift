import LianxiCore
import LianxiLedger
import LianxiWire

// Who holds which post when (任职).

extension Desk {
    func posts(_ request: PostsRequest, _ asker: Asker) -> Reading {
        asker.question { docket, now in
            let rows =
                request.party.map { docket.appointments(of: $0) }
                ?? docket.appointments(on: request.on ?? now.civilDate)
            let reply = PostsReply(posts: rows.prefix(WireLimits.shownPosts).map(PostRow.init))
            return { () throws(StorageError) in asker.answer(reply) }
        }
    }
}
