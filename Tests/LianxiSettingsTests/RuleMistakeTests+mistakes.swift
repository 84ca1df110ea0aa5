/// Each file has one mistake; the line, the key and the words are what the user reads.
extension RuleMistakeTests {
    static let nationalMistakes = [
        RuleMistake(
            "policy-duty-in-the-national-file",
            34,
            "duties[30].id",
            "P02",
            "D01…D99：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "D01…D99: statute, policy and other instruments are never mixed in one file"
        ),
        RuleMistake(
            "related-duty-in-the-national-file",
            34,
            "duties[30].id",
            "X02",
            "D01…D99：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "D01…D99: statute, policy and other instruments are never mixed in one file"
        ),
        RuleMistake(
            "duty-twice",
            13,
            "duties[9].id",
            "D09",
            "大于上一项 D09",
            "more than the one before, D09"
        ),
        RuleMistake(
            "gap-in-the-numbers",
            15,
            "duties[11].id",
            "D13",
            "D12：从 D01 起不得缺号",
            "D12: from D01 on, none left out"
        ),
        RuleMistake(
            "first-duty-is-not-the-first",
            4,
            "duties[0].id",
            "D02",
            "D01：从 D01 起不得缺号",
            "D01: from D01 on, none left out"
        ),
        RuleMistake(
            "national-that-ends-before-the-reviews",
            1,
            "duties.D21",
            nil,
            "程序计时所需的职责 D21",
            "the duty D21, whose clock the daemon starts"
        ),
        RuleMistake(
            "national-period-in-hours",
            12,
            "duties[8].period",
            "120h",
            "以日或工作日计的期限：15d 或 5wd，数字 1 至 999",
            "a period in days: 15d or 5wd, 1 to 999"
        ),
        RuleMistake(
            "feedback-with-a-period",
            7,
            "duties[3].period",
            "…",
            "无：期限由交办单位指定",
            "none: whoever assigns names the period"
        ),
        RuleMistake(
            "notice-without-a-period",
            12,
            "duties[8].period",
            nil,
            "期限，如 15d 或 5wd",
            "a period such as 15d or 5wd"
        ),
        RuleMistake(
            "trigger-nobody-knows",
            5,
            "duties[1].trigger",
            "matter-recieved",
            "“matter-received”（？）",
            "\"matter-received\", perhaps"
        ),
        RuleMistake(
            "role-nobody-knows",
            5,
            "duties[1].owes[0]",
            "burau",
            "“bureau”（？）",
            "\"bureau\", perhaps"
        ),
        RuleMistake(
            "nobody-owes",
            5,
            "duties[1].owes",
            nil,
            "1 至 8 项的列表",
            "a list of 1 to 8"
        ),
        RuleMistake(
            "article-of-another-instrument",
            19,
            "duties[15].article",
            "劳动保障监察条例 17",
            "《信访工作条例》的条款，如 art. 23(3)",
            "an article of the Regulations such as art. 23(3)"
        ),
    ]

    static let localMistakes = [
        RuleMistake(
            "local-without-a-signature",
            1,
            "duties.P02",
            nil,
            "程序计时所需的职责 P02",
            "the duty P02, whose clock the daemon starts"
        ),
        RuleMistake(
            "local-extends-another",
            3,
            "extends",
            "cn-2005",
            "cn-test，即前一个规则文件的 id",
            "cn-test, the id of the file before it"
        ),
        RuleMistake(
            "period-of-nothing",
            5,
            "duties[0].period",
            "0h",
            "期限：15d（日）、5wd（工作日）或 4h（小时），数字 1 至 999",
            "a period: 15d (days), 5wd (working days) or 4h (hours), 1 to 999"
        ),
        RuleMistake(
            "statutory-duty-in-the-local-file",
            5,
            "duties[0].id",
            "D09",
            "P01…P99：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "P01…P99: statute, policy and other instruments are never mixed in one file"
        ),
        RuleMistake(
            "related-duty-in-the-local-file",
            19,
            "duties[14].id",
            "X02",
            "P01…P99：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "P01…P99: statute, policy and other instruments are never mixed in one file"
        ),
        RuleMistake(
            "policy-posing-as-statute",
            9,
            "duties[4].source",
            "art. 34",
            "地方规定的出处；引用《信访工作条例》条款须以 policy 开头，如 policy beside art. 34",
            "the local paper; policy that names an article says so: policy beside art. 34"
        ),
        RuleMistake(
            "option-nobody-knows",
            19,
            "options[0]",
            "legal-review-before-opinon",
            "“legal-review-before-opinion”（？）",
            "\"legal-review-before-opinion\", perhaps"
        ),
        RuleMistake(
            "option-like-no-other",
            19,
            "options[0]",
            "everything",
            "simplified-handling、legal-review-before-opinion、assigner-consents-to-extension、hearing-excluded-from-handling、hearing-excluded-from-review 之一",
            "one of simplified-handling, legal-review-before-opinion, assigner-consents-to-extension, hearing-excluded-from-handling, hearing-excluded-from-review"
        ),
        RuleMistake(
            "option-twice",
            19,
            "options",
            "…",
            "每项只列一次",
            "each listed once"
        ),
        RuleMistake(
            "simplified-handling-without-its-duty",
            19,
            "options",
            "simplified-handling",
            "载有职责 X01 的文件，见 rules.related",
            "a file with the duty X01 in rules.related"
        ),
        RuleMistake(
            "stricter-of-an-unknown-duty",
            20,
            "stricter[0].duty",
            "D31",
            "cn-test 中的法定职责 D01…D30",
            "a statutory duty of cn-test, D01…D30"
        ),
        RuleMistake(
            "stricter-of-a-policy-duty",
            20,
            "stricter[0].duty",
            "P02",
            "cn-test 中的法定职责 D01…D30",
            "a statutory duty of cn-test, D01…D30"
        ),
        RuleMistake(
            "stricter-that-lengthens",
            20,
            "stricter[0].period",
            "20d",
            "不长于 15d，且可证明：1d…15d, 1h…360h",
            "no longer than 15d, and provably so: 1d…15d, 1h…360h"
        ),
        RuleMistake(
            "stricter-that-lengthens-in-hours",
            20,
            "stricter[0].period",
            "121h",
            "不长于 5wd，且可证明：1wd…5wd, 1d…5d, 1h…120h",
            "no longer than 5wd, and provably so: 1wd…5wd, 1d…5d, 1h…120h"
        ),
        RuleMistake(
            "stricter-in-working-days-for-days",
            20,
            "stricter[0].period",
            "10wd",
            "不长于 15d，且可证明：1d…15d, 1h…360h",
            "no longer than 15d, and provably so: 1d…15d, 1h…360h"
        ),
        RuleMistake(
            "stricter-of-a-right",
            20,
            "stricter[0].duty",
            "D18",
            "职责：信访人的权利不得缩短",
            "a duty: what is the petitioner's right is not shortened"
        ),
        RuleMistake(
            "stricter-of-what-the-assigner-names",
            20,
            "stricter[0].duty",
            "D04",
            "无：期限由交办单位指定",
            "none: whoever assigns names the period"
        ),
        RuleMistake(
            "stricter-without-a-source",
            20,
            "stricter[0].source",
            nil,
            "地方规定的出处；引用《信访工作条例》条款须以 policy 开头，如 policy beside art. 34",
            "the local paper; policy that names an article says so: policy beside art. 34"
        ),
        RuleMistake(
            "stricter-twice",
            21,
            "stricter[1].duty",
            "D09",
            "大于上一项 D09",
            "more than the one before, D09"
        ),
    ]

    static let districtMistakes = [
        RuleMistake(
            "district-extends-the-national",
            3,
            "extends",
            "cn-test",
            "local-test，即前一个规则文件的 id",
            "local-test, the id of the file before it"
        ),
        RuleMistake(
            "district-loosens-a-policy-duty",
            5,
            "duties[0].period",
            "10wd",
            "不长于 5wd，且可证明：1wd…5wd, 1d…5d, 1h…120h",
            "no longer than 5wd, and provably so: 1wd…5wd, 1d…5d, 1h…120h"
        ),
        RuleMistake(
            "district-loosens-a-stricter-period",
            5,
            "stricter[0].period",
            "4wd",
            "不长于 3wd，且可证明：1wd…3wd, 1d…3d, 1h…72h",
            "no longer than 3wd, and provably so: 1wd…3wd, 1d…3d, 1h…72h"
        ),
    ]

    static let relatedMistakes = [
        RuleMistake(
            "statutory-duty-in-the-related-file",
            4,
            "duties[0].id",
            "D16",
            "X01…X99：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "X01…X99: statute, policy and other instruments are never mixed in one file"
        ),
        RuleMistake(
            "policy-file-in-the-related-place",
            2,
            "basis",
            "policy",
            "related：法定职责、地方规定与其他文书的期限不得混在一个文件",
            "related: statute, policy and other instruments are never mixed in one file"
        ),
    ]
}
