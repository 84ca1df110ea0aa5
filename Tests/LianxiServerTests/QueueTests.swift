import Testing

@testable import LianxiServer

@Suite("Queues between tasks", .timeLimit(.minutes(5)))
struct QueueTests {
    @Test("What goes in comes out in order, as much as fits into one taking")
    func order() async {
        let queue = BoundedQueue<Int>(bound: 10)
        for number in 1...4 { #expect(queue.offer(number, cost: 2) == .taken) }
        #expect(await queue.take(upTo: 5) == [1, 2])
        #expect(await queue.take(upTo: 1) == [3])
        #expect(await queue.take(upTo: 100) == [4])
        #expect(queue.cost == 0)
    }

    @Test("Beyond its bound a queue is full, but an empty one takes anything")
    func bound() async {
        let queue = BoundedQueue<Int>(bound: 10)
        #expect(queue.offer(1, cost: 11) == .taken)
        #expect(queue.offer(2) == .full)
        #expect(await queue.take(upTo: 1) == [1])
        #expect(queue.offer(2, cost: 10) == .taken)
        #expect(queue.offer(3) == .full)
    }

    @Test("Who waits for room goes on when there is some")
    func room() async {
        let queue = BoundedQueue<Int>(bound: 1)
        #expect(queue.offer(1) == .taken)
        async let isPut = queue.put(2)
        #expect(await queue.take(upTo: 1) == [1])
        #expect(await queue.take(upTo: 1) == [2])
        #expect(await isPut)
    }

    @Test("A closed queue gives what it holds, then ends, and takes nothing in")
    func closed() async {
        let queue = BoundedQueue<Int>(bound: 10)
        #expect(queue.offer(1) == .taken)
        queue.close()
        #expect(queue.offer(2) == .closed)
        #expect(await queue.put(2) == false)
        #expect(await queue.take(upTo: 1) == [1])
        #expect(await queue.take(upTo: 1) == nil)
    }

    @Test("Cancelling whoever waits closes the queue", arguments: [true, false])
    func cancelled(isConsumer: Bool) async {
        let queue = BoundedQueue<Int>(bound: 1)
        if !isConsumer { #expect(queue.offer(1) == .taken) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                if isConsumer {
                    #expect(await queue.take(upTo: 1) == nil)
                } else {
                    #expect(await queue.put(2) == false)
                }
            }
            group.cancelAll()
        }
        #expect(queue.offer(3) == .closed)
    }

    @Test("A change is seen whether it comes before or after the waiting begins")
    func latest() async {
        let latest = Latest(1)
        latest.set(2)
        await latest.change(from: 1)
        async let changed: Void = latest.change(from: 2)
        latest.set(3)
        await changed
        #expect(latest.value == 3)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await latest.change(from: 3) }
            group.cancelAll()
        }
    }

    @Test("Who waits for a certain value is woken by it, or by a cancellation")
    func wanted() async {
        let latest = Latest(1)
        let woken = Latest(0)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await latest.until { $0 >= 5 }
                woken.set(latest.value)
            }
            for value in 2...6 { latest.set(value) }
            await woken.change(from: 0)
            group.addTask { await latest.until { $0 == 0 } }
            group.cancelAll()
        }
        #expect(woken.value >= 5)
        #expect(latest.value == 6)
    }
}
