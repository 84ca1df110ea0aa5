/// What can be wrong with an installation, by codes that stay.
///
/// Each has its row in the table of Operating.
package enum DoctorCode: String, Hashable, Sendable, CaseIterable {
    // Files people write, and keys
    case settings = "LX101"
    case dataFolder = "LX102"
    case keyMissing = "LX103"
    case keyOpen = "LX104"
    case folderOpen = "LX105"
    case enrolmentOpen = "LX106"
    // The stores
    case ledgerRefused = "LX111"
    case isBackup = "LX112"
    case keysRefused = "LX113"
    case lockRefused = "LX114"
    case restoredBackup = "LX115"
    case historyChanged = "LX116"
    case shadowState = "LX117"
    case newerLedger = "LX118"
    case dossierDamaged = "LX119"
    // The machine
    case diskReserve = "LX121"
    case diskLow = "LX122"
    case descriptors = "LX123"
    case logLarge = "LX124"
    case portTaken = "LX125"
    case clockBehind = "LX131"
    case calendar = "LX132"
    case backupMissing = "LX141"
    case backupOld = "LX142"
    // The running daemon
    case unreachable = "LX201"
    case dark = "LX202"
    case channel = "LX203"
    case hole = "LX204"
    case clockDiffers = "LX205"
    case shadowFailing = "LX206"

    /// The daemon does not start, or does not do its work; anything else is a warning.
    package var isError: Bool {
        switch self {
        case .settings, .dataFolder, .keyMissing, .ledgerRefused, .isBackup, .keysRefused,
            .lockRefused, .restoredBackup, .historyChanged, .newerLedger, .dossierDamaged,
            .diskReserve,
            .portTaken, .clockBehind, .unreachable:
            true
        case .keyOpen, .folderOpen, .enrolmentOpen, .shadowState, .shadowFailing, .diskLow,
            .descriptors, .logLarge, .calendar, .backupMissing,
            .backupOld, .dark, .channel, .hole, .clockDiffers:
            false
        }
    }
}
