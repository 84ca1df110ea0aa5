import ArgumentParser

/// How data is printed.
package enum OutputForm: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text, json
}
