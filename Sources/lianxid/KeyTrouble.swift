import LianxiCore
import LianxiFiles
import LianxiLedger
import LianxiServer
import LianxiWire
import LianxiZeroMQ

/// A secret that could not be read or written, with its file, in both languages.
struct KeyTrouble: Error, CustomStringConvertible {
    private let chinese: String
    private let english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// A file, and what is wrong with it.
    init(_ file: String, _ sentence: (Language) -> String) {
        self.init("\(file)：\(sentence(.zh))", "\(file): \(sentence(.en))")
    }

    var description: String { english }

    func sentence(in language: Language) -> String { language.pick(chinese, english) }
}

extension Language {
    /// What went wrong, in this language where it is known in both.
    func sentence(of error: any Error) -> String {
        switch error {
        case let error as KeyTrouble: error.sentence(in: self)
        case let error as StorageError: error.sentence(in: self)
        case let error as ServerError: error.sentence(in: self)
        case let error as SignerRefusal: error.sentence(in: self)
        case let error as TransportError: error.sentence(in: self)
        case let error as ZeroMQError: error.sentence(in: self)
        case let error as FileTrouble: error.sentence(in: self)
        default: "\(error)"
        }
    }
}
