import LianxiCore

extension Docket {
    /// A dossier is destroyed once, on an order that stands, after another officer's word.
    func obstacle(to it: Erased) -> String? {
        guard let erasure = matter(it.order.matter)?.erasure else {
            return "nobody asked for the dossier of \(it.order.matter) to be erased"
        }
        if erasure.done != nil { return "the dossier of \(it.order.matter) is erased" }
        return erasure.asked.index == it.asked && erasure.order == it.order
            ? nil : "it confirms another order than was asked"
    }
}
