// An independent checker of a ledger's export, on golang.org/x/mod/sumdb/tlog and sumdb/note alone.
//
//	checker EXPORT VKEY [PROOF ENTRY]...
//
// Checks the checkpoint's signature, the leaf hash of every entry, the root over them, every tile of hashes, and
// each .tlog-proof with its entry. Exit 0 and one line of counts; anything wrong: exit 1 and a sentence.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) < 3 || len(os.Args)%2 == 0 {
		fmt.Fprintln(os.Stderr, "usage: checker EXPORT VKEY [PROOF ENTRY]...")
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	fail(err)
	known := note.VerifierList(verifier)
	dir := os.Args[1]
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	fail(err)
	tree, err := checkpoint(signed, known, verifier.Name())
	fail(err)
	leaves, err := entries(dir, tree.N)
	fail(err)
	stored, err := storedHashes(leaves)
	fail(err)
	root, err := tlog.TreeHash(tree.N, stored)
	fail(err)
	if root != tree.Hash {
		fail(fmt.Errorf("the entries have root %v, the checkpoint was signed for %v", root, tree.Hash))
	}
	tiles, err := checkTiles(dir, tree, stored)
	fail(err)
	for i := 3; i < len(os.Args); i += 2 {
		fail(checkProof(os.Args[i], os.Args[i+1], known, verifier.Name()))
	}
	fmt.Printf("fine: %d entries, %d tiles, %d proofs\n", tree.N, tiles, (len(os.Args)-3)/2)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "checker:", err)
		os.Exit(1)
	}
}

// checkpoint opens a signed note and reads its three lines.
func checkpoint(signed []byte, known note.Verifiers, origin string) (tlog.Tree, error) {
	var tree tlog.Tree
	opened, err := note.Open(signed, known)
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tree, fmt.Errorf("a checkpoint has three lines, not %q", opened.Text)
	}
	if lines[0] != origin {
		return tree, fmt.Errorf("the checkpoint is of %q, the key of %q", lines[0], origin)
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	hash, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(hash) != tlog.HashSize {
		return tree, fmt.Errorf("no root in %q", lines[2])
	}
	copy(tree.Hash[:], hash)
	return tree, nil
}

// entries reads every bundle and returns the leaf hashes.
func entries(dir string, size int64) ([]tlog.Hash, error) {
	var leaves []tlog.Hash
	for int64(len(leaves)) < size {
		n := int64(len(leaves)) / 256
		width := size - 256*n
		if width > 256 {
			width = 256
		}
		name := path("entries", n, width)
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		for i := int64(0); i < width; i++ {
			if len(data) < 2 {
				return nil, fmt.Errorf("%s ends before its entry %d", name, i)
			}
			length := int(data[0])<<8 | int(data[1])
			if len(data) < 2+length {
				return nil, fmt.Errorf("%s ends within its entry %d", name, i)
			}
			leaves = append(leaves, tlog.RecordHash(data[2:2+length]))
			data = data[2+length:]
		}
		if len(data) > 0 {
			return nil, fmt.Errorf("%s has %d bytes too many", name, len(data))
		}
	}
	return leaves, nil
}

// storedHashes computes every hash of the tree, as sumdb/tlog numbers them.
func storedHashes(leaves []tlog.Hash) (tlog.HashReader, error) {
	var all []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			if index >= int64(len(all)) {
				return nil, fmt.Errorf("hash %d is not there yet", index)
			}
			hashes = append(hashes, all[index])
		}
		return hashes, nil
	})
	for n, leaf := range leaves {
		hashes, err := tlog.StoredHashesForRecordHash(int64(n), leaf, reader)
		if err != nil {
			return nil, err
		}
		all = append(all, hashes...)
	}
	return reader, nil
}

// checkTiles compares every tile of hashes with the hashes of the entries.
func checkTiles(dir string, tree tlog.Tree, stored tlog.HashReader) (int, error) {
	count := 0
	for level, rest := 0, tree.N; rest > 0; level, rest = level+1, rest/256 {
		for n := int64(0); 256*n < rest; n++ {
			width := rest - 256*n
			if width > 256 {
				width = 256
			}
			tile := tlog.Tile{H: 8, L: level, N: n, W: int(width)}
			want, err := tlog.ReadTileData(tile, stored)
			if err != nil {
				return count, err
			}
			name := path(strconv.Itoa(level), n, width)
			have, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return count, err
			}
			if !bytes.Equal(have, want) {
				return count, fmt.Errorf("%s does not hold the hashes of the entries", name)
			}
			count++
		}
	}
	return count, nil
}

// checkProof checks a .tlog-proof against the entry's bytes.
func checkProof(proofFile, entryFile string, known note.Verifiers, origin string) error {
	text, err := os.ReadFile(proofFile)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return err
	}
	head, signed, found := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return fmt.Errorf("%s is no tlog-proof", proofFile)
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return fmt.Errorf("%s names no index", proofFile)
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		data, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(data) != tlog.HashSize {
			return fmt.Errorf("%s: no hash in %q", proofFile, line)
		}
		var hash tlog.Hash
		copy(hash[:], data)
		proof = append(proof, hash)
	}
	tree, err := checkpoint(signed, known, origin)
	if err != nil {
		return err
	}
	if index < 0 || index >= tree.N {
		return fmt.Errorf("%s: index %d of %d", proofFile, index, tree.N)
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return fmt.Errorf("%s: %w", proofFile, err)
	}
	return nil
}

// path names a tile or bundle as C2SP tlog-tiles does.
func path(content string, n, width int64) string {
	name := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	name = "tile/" + content + "/" + name
	if width < 256 {
		name += fmt.Sprintf(".p/%d", width)
	}
	return name
}
