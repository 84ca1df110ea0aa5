extension OfficerID {
    /// What people call a post; one nobody of us names as it is.
    package func words(asPost language: Language) -> String {
        switch text {
        case "handler": language.pick("经办人", "handler")
        case "section-head": language.pick("科室负责人", "section head")
        case "leader-in-charge": language.pick("分管领导", "leader in charge")
        case "head": language.pick("主要负责人", "head")
        case "convenor": language.pick("召集人", "convenor")
        case "director": language.pick("主任", "director")
        case "duty-clerk": language.pick("值班员", "duty clerk")
        case "coordinator": language.pick("协调员", "coordinator")
        default: text
        }
    }
}
