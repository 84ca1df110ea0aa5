extension Docket {
    package func checkInvariants() -> [String] { [] }
}
