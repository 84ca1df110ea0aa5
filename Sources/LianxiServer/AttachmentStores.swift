package import LianxiLedger

/// Where papers and their keys lie.
package struct AttachmentStores: Sendable {
    package let storage: any AttachmentStorage
    package let keys: any AttachmentKeyStorage

    package init(storage: any AttachmentStorage, keys: any AttachmentKeyStorage) {
        self.storage = storage
        self.keys = keys
    }
}
