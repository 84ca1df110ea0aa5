package import LianxiCore
package import LianxiWire

// Posts, calendars, rosters, routes, and keys that count no more.

extension AppointRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.appoint(appointment))] }
}

extension AdoptCalendarRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] {
        isDryRun ? [] : [Wanted(.adoptCalendar(calendar))]
    }
}

extension AdoptRosterRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.adoptRoster(roster))] }
}

extension ChangeRosterRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.changeRoster(change))] }
}

extension AdoptRoutesRequest: OfficerRequest {
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.adoptRoutes(routes))] }
}

extension RevokeRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.revoke(party))] }
}
