/// What the operating system means by an error number, in Chinese, for those that people meet.
///
/// The numbers are Linux's, the same on x86-64 and aarch64 (`errno(3)`); in English the system has words of its own.
package enum SystemReason: Int32, Hashable, Sendable, CaseIterable {
    case notAllowed = 1
    case nothingThere = 2
    case inputOutput = 5
    case noPermission = 13
    case busy = 16
    case alreadyThere = 17
    case otherFileSystem = 18
    case noDevice = 19
    case noFolder = 20
    case isFolder = 21
    case malformed = 22
    case noDescriptorsInSystem = 23
    case noDescriptors = 24
    case tooLarge = 27
    case noSpace = 28
    case readOnly = 30
    case nameTooLong = 36
    case notEmpty = 39
    case tooManyLinks = 40
    case addressInUse = 98
    case noSuchAddress = 99
    case tooSlow = 110
    case refused = 111
    case quotaUsedUp = 122

    /// The words for a number; those of the system where there are none here.
    package static func words(of code: Int32, else english: String) -> String {
        Self(rawValue: code)?.chinese ?? english
    }

    private var chinese: String {
        switch self {
        case .notAllowed: "不被允许"
        case .nothingThere: "目录或者文件不存在"
        case .inputOutput: "读写出错"
        case .noPermission: "没有权限"
        case .busy: "正被占用"
        case .alreadyThere: "已经存在"
        case .otherFileSystem: "不在同一文件系统"
        case .noDevice: "没有这个设备或者网络接口"
        case .noFolder: "不是目录"
        case .isFolder: "是目录，不是文件"
        case .malformed: "写法不对"
        case .noDescriptorsInSystem, .noDescriptors: "文件描述符已用尽"
        case .tooLarge: "文件过大"
        case .noSpace: "磁盘空间不足"
        case .readOnly: "文件系统只读"
        case .nameTooLong: "路径过长"
        case .notEmpty: "目录不是空的"
        case .tooManyLinks: "符号链接过多"
        case .addressInUse: "地址已被占用"
        case .noSuchAddress: "本机没有这个地址"
        case .tooSlow: "超过时限"
        case .refused: "连接被拒绝"
        case .quotaUsedUp: "磁盘配额已用尽"
        }
    }
}
