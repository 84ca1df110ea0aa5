extension ErasureOrder.Ground {
    /// Why a dossier is destroyed, in a word or two.
    package func words(_ language: Language) -> String {
        switch self {
        case .retention: language.pick("保管期满", "retention over")
        case .request: language.pick("当事人请求", "at the person's request")
        case .order: language.pick("机关决定", "ordered by an authority")
        case .mistake: language.pick("误录", "kept by mistake")
        }
    }
}
