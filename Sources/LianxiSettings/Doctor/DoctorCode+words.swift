extension DoctorCode {
    /// What is wrong, as a sentence.
    package var cause: Wording {
        switch self {
        case .settings:
            Wording("配置或其引用的文件有误。", "The configuration or a file it names has a mistake.")
        case .dataFolder: Wording("没有数据目录。", "There is no data folder.")
        case .keyMissing: Wording("密钥文件读不出来。", "A key file cannot be read.")
        case .keyOpen: Wording("密钥文件他人可读。", "Others can read a key file.")
        case .folderOpen: Wording("数据目录他人可进。", "Others can enter a folder of the data.")
        case .enrolmentOpen:
            Wording(
                "enrolment 为 open：一名人员即可独自让单位入网或更换其密钥。",
                "enrolment is open: one officer alone can let a unit in, or give it other keys."
            )
        case .ledgerRefused: Wording("账本打不开。", "The ledger cannot be opened.")
        case .isBackup: Wording("账本是备份副本。", "The ledger is a backup.")
        case .keysRefused: Wording("卷宗密钥库打不开。", "The dossier key store cannot be opened.")
        case .lockRefused: Wording("签署锁不见了或者不是本账本的。", "The signer's lock is missing or not ours.")
        case .restoredBackup:
            Wording("账本比已签署的短。", "The ledger is shorter than what was signed.")
        case .historyChanged:
            Wording("账本与已签署的不一致。", "The ledger does not continue what was signed.")
        case .shadowState:
            Wording(
                "SM3 对照树的状态文件已损坏，或属于别的账本或密钥。",
                "The SM3 tree's state is damaged, or of another ledger or key."
            )
        case .newerLedger:
            Wording("账本里有更新的程序写的内容。", "A newer program has written into the ledger.")
        case .dossierDamaged:
            Wording(
                "账本记有的卷宗内容或附件打不开。",
                "A text or a paper that the ledger commits to does not open."
            )
        case .diskReserve:
            Wording(
                "磁盘余量低于保留量，只记升级。",
                "The disk is below its reserve: only escalations are recorded."
            )
        case .diskLow: Wording("磁盘快满了。", "The disk is nearly full.")
        case .descriptors:
            Wording("服务的文件描述符快用完了。", "The daemon has nearly used up its descriptors.")
        case .logLarge: Wording("数据库日志过大。", "A store's write-ahead log is large.")
        case .portTaken: Wording("端口不能监听。", "A port cannot be listened on.")
        case .clockBehind:
            Wording("本机时钟早于最新记录。", "The machine's clock lies before the newest entry.")
        case .calendar: Wording("工作日历快到头了。", "The work calendar runs out.")
        case .backupMissing: Wording("从未备份。", "No backup was ever made.")
        case .backupOld: Wording("备份太旧。", "The newest backup is old.")
        case .unreachable: Wording("连不上服务。", "The daemon cannot be reached.")
        case .dark: Wording("有单位失联。", "A party is dark.")
        case .channel: Wording("有告知渠道故障。", "A way of telling people fails.")
        case .hole: Wording("升级无人可达。", "Escalations reach nobody.")
        case .shadowFailing:
            Wording("SM3 对照树没有进展。", "The SM3 tree does not go on.")
        case .clockDiffers:
            Wording("两机时钟相差五分钟以上。", "The clocks of the two machines differ by over five minutes.")
        }
    }

    /// What to do, as a sentence.
    package var cure: Wording {
        switch self {
        case .settings:
            Wording(
                "按提示改正；用 lianxid check-config 复查。",
                "Mend it; lianxid check-config looks again."
            )
        case .dataFolder:
            Wording(
                "挂载所在的卷；只有新建会议才用 lianxid init。",
                "Mount its volume; lianxid init only for a new conference."
            )
        case .keyMissing: Wording("从封存的副本放回。", "Put it back from the sealed copy.")
        case .keyOpen: Wording("chmod 0600，并考虑更换密钥。", "chmod 0600, and consider new keys.")
        case .folderOpen: Wording("chmod 0700。", "chmod 0700.")
        case .enrolmentOpen:
            Wording(
                "写明 enrolment: invited，并为第二名人员配密钥（lianxictl officer）；只有演示才用 open。",
                "Say enrolment: invited, and give a second officer a key (lianxictl officer); open is for demonstrations."
            )
        case .ledgerRefused:
            Wording("放回原处或停掉另一个服务；新账本不会自己建立。", "Put it back; a new one is never made by itself.")
        case .isBackup: Wording("移开，用 lianxid restore 恢复。", "Move it away and use lianxid restore.")
        case .keysRefused:
            Wording("放回原处，或用 lianxid restore 恢复。", "Put it back, or use lianxid restore.")
        case .lockRefused:
            Wording(
                "找回原来的卷；确已毁坏的，见《Operating》恢复一节。",
                "Restore its volume; if it is destroyed, see Back up and restore."
            )
        case .restoredBackup:
            Wording(
                "找回最新的账本；各单位手中有其收到的内容。",
                "Bring the newest ledger back; departments hold what they received."
            )
        case .historyChanged:
            Wording("全部保留作证据，通知审计。", "Keep everything as evidence; call the auditors.")
        case .shadowState:
            Wording(
                "服务启动后自行从账本重建；查明文件为何损坏。",
                "The daemon makes it again from the ledger; find out what damaged it."
            )
        case .newerLedger:
            Wording(
                "启动更新的程序；要用本程序，须恢复更新之前的备份，其后的记录以导出补上。",
                "Start the newer program; to stay with this one, restore the backup made before it, with an export."
            )
        case .dossierDamaged:
            Wording(
                "停下服务，用最近一份打得开它的备份执行 lianxid mend 目录；此前不要清理旧备份。",
                "Stop the daemon and put it back with lianxid mend FOLDER from the newest backup in which it opens; "
                    + "keep the old backups until then."
            )
        case .diskReserve, .diskLow: Wording("腾出或扩大空间，无须重启。", "Make room; no restart is needed.")
        case .descriptors:
            Wording(
                "提高 LimitNOFILE，查明谁在大量连接。",
                "Raise LimitNOFILE, and find who opens so many connections."
            )
        case .logLarge:
            Wording(
                "结束长时间读取账本的程序，再重启服务。",
                "End whatever has been reading the store for long, then restart the daemon."
            )
        case .portTaken:
            Wording(
                "用 ss -ltnp 查占用的程序并停掉，或改 listen。",
                "Find the program that has it with ss -ltnp and end it, or change listen."
            )
        case .clockBehind:
            Wording("校正时钟；服务会自己恢复。", "Set it right; the service comes back by itself.")
        case .calendar:
            Wording(
                "载入下一年：lianxictl calendar apply。",
                "Load the next year: lianxictl calendar apply."
            )
        case .backupMissing, .backupOld:
            Wording(
                "用 lianxid backup 备份，并设为定时任务。",
                "Make one with lianxid backup, and have it done regularly."
            )
        case .unreachable:
            Wording("在服务所在机器上运行 lianxid doctor。", "Run lianxid doctor on the daemon's machine.")
        case .dark: Wording("打电话给该单位，查其代理与网络。", "Call the unit: its agent, its network.")
        case .channel: Wording("查该单位的邮件中继或程序。", "Look at that unit's relay or program.")
        case .hole:
            Wording(
                "补上任职或值班：lianxictl post appoint。",
                "Fill the post or the roster: lianxictl post appoint."
            )
        case .shadowFailing:
            Wording(
                "看服务日志：签名程序、libcrypto，或与账本所记不符。",
                "Read the daemon's log: the signing program, libcrypto, or the ledger says otherwise."
            )
        case .clockDiffers: Wording("两边都与时间服务器校准。", "Set both by a time server.")
        }
    }
}
