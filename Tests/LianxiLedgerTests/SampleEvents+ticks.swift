import LianxiCore

extension SampleEvents {
    /// A tick without and one with what witnesses cosigned.
    static var ticks: [SampleEntry] {
        let note = """
            xinfang.test.example/lianxi
            9
            MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM=

            — xinfang.test.example/lianxi AQIDBAU=

            """
        return [
            SampleEntry(event: .ticked(Tick(minutes: 60, witnessed: nil))),
            SampleEntry(
                event: .ticked(Tick(minutes: 5, witnessed: Tick.Witnessed(size: 9, note: note)))
            ),
        ]
    }
}
