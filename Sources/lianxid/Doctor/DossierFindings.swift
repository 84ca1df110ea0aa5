import LianxiCore
import LianxiLedger
import LianxiSQLite
import LianxiSettings

/// Opens every text and paper that the ledger commits to, beside a daemon that runs or without one.
struct DossierFindings {
    private let installation: Installation
    private let language: Language

    init(_ installation: Installation, _ language: Language) {
        self.installation = installation
        self.language = language
    }

    func findings() async -> [DoctorFinding] {
        do throws(StorageError) {
            let damage = try await installation.dossiers().examine().damage
            return damage.isEmpty
                ? [] : [DoctorFinding(.dossierDamaged, damage.lines(language))]
        } catch {
            return [DoctorFinding(.dossierDamaged, error.sentence(in: language))]
        }
    }
}

extension Installation {
    /// Texts and papers as they lie here, read beside a daemon that runs or without one.
    ///
    /// - Throws: `StorageError` when the stores cannot be opened.
    func dossiers() throws(StorageError) -> DossierReader {
        try DossierReader(ledger: ledger, keys: dossierKeys)
    }
}

extension DossierExamination.Report {
    /// What was opened, for the end of a sentence on a copy.
    func sentence(_ language: Language) -> String {
        language.pick(
            "卷宗内容 \(texts) 项（含附件 \(papers) 件），打不开的 \(damage.count) 项。",
            " Texts: \(texts), of which \(papers) are papers; \(damage.count) do not open."
        )
    }
}

extension [DossierExamination.Damage] {
    /// How many are named; the others are counted.
    private static var named: Int { 20 }

    /// What does not open, by matter and field, and never what stands in it.
    func lines(_ language: Language) -> String {
        var lines = prefix(Self.named).map { damage in
            let what =
                damage.isOfPaper
                ? language.pick("附件缺失或损坏", "the paper is lacking or damaged")
                : language.pick("缺失或打不开", "is lacking or does not open")
            return "\(damage.text.name) \(damage.text.reference.field): \(what)"
        }
        if count > Self.named {
            lines.append(
                language.pick("另有 \(count - Self.named) 项", "and \(count - Self.named) more")
            )
        }
        return lines.joined(separator: "\n  ")
    }
}
