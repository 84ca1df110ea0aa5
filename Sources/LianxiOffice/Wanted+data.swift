package import LianxiCore
package import LianxiWire

// Posts, calendars, rosters, routes, and keys that count no more.

extension AppointRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.appoint(appointment))] }
}

extension AdoptCalendarRequest: OfficeRequest {
    package var hand: OfficerID? { officer }

    package func wanted(_ salts: Salts) -> [Wanted] {
        isDryRun ? [] : [Wanted(.adoptCalendar(calendar))]
    }
}

extension AdoptRosterRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.adoptRoster(roster))] }
}

extension ChangeRosterRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.changeRoster(change))] }
}

extension AdoptRoutesRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.adoptRoutes(routes))] }
}

extension RevokeRequest: OfficeRequest {
    package var hand: OfficerID? { officer }
    package func wanted(_ salts: Salts) -> [Wanted] { [Wanted(.revoke(party))] }
}
