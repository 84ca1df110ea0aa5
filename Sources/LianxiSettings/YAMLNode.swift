/// A YAML value with its place: the small tree the loaders read.
indirect enum YAMLNode {
    /// `isEmpty` when nothing, `~` or `null` stands there without quotes.
    case scalar(text: String, isEmpty: Bool, Place)
    case sequence([YAMLNode], Place)
    case mapping([Entry], Place)

    /// One key of a mapping with its value.
    struct Entry {
        let key: String
        let place: Place
        let value: YAMLNode
    }

    var place: Place {
        switch self {
        case .scalar(_, _, let place), .sequence(_, let place), .mapping(_, let place): place
        }
    }

    /// What to show when it is not what was expected.
    var shown: String {
        switch self {
        case .scalar(let text, _, _): text
        case .sequence(let items, _): "[… \(items.count)]"
        case .mapping(let entries, _): "{\(entries.map(\.key).joined(separator: ", "))}"
        }
    }
}
