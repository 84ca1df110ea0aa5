/// The two numbers of an SM2 signature, as notes have them and as OpenSSL does.
struct SM2Signature: Hashable {
    /// `r` and `s`, 32 bytes each, big-endian.
    let bytes: [UInt8]

    init?(bytes: [UInt8]) {
        guard bytes.count == 64 else { return nil }
        self.bytes = bytes
    }

    /// Reads a DER sequence of two integers; `nil` for any other form.
    init?(der: [UInt8]) {
        guard der.count >= 2, der[0] == 0x30, Int(der[1]) == der.count - 2 else { return nil }
        var rest = der[2...]
        var numbers: [UInt8] = []
        for _ in 0..<2 {
            guard let head = rest.first, head == 2,
                let count = rest.dropFirst().first.map(Int.init),
                (1...33).contains(count), rest.count >= 2 + count
            else { return nil }
            let number = rest.dropFirst(2).prefix(count).drop { $0 == 0 }
            guard number.count <= 32 else { return nil }
            numbers += Array(repeating: 0, count: 32 - number.count) + number
            rest = rest.dropFirst(2 + count)
        }
        guard rest.isEmpty else { return nil }
        bytes = numbers
    }

    var der: [UInt8] {
        let body = [bytes[..<32], bytes[32...]].flatMap { half in
            var number = Array(half.drop { $0 == 0 })
            // A number that begins with a one bit would be negative; none at all is zero.
            if number.first ?? 0x80 >= 0x80 { number.insert(0, at: 0) }
            return [2, UInt8(number.count)] + number
        }
        return [0x30, UInt8(body.count)] + body
    }
}
