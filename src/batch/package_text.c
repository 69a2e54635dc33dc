// Texts that lie in a package: the list of its evidence, and what is missing.
#include <string.h>

#include "base/csv_write.h"
#include "base/xml.h"
#include "batch/packing.h"

void package_add_proof_list(struct packing *p, struct package *pk) {
    static const char *const facts[] = {"indikator", "jenis",   "nomor", "tanggal",
                                        "perihal",   "tahun", "halaman", "baris"};
    struct buf b = buf_new(p->arena);
    if (pk->n_proofs == 0) {
        return;
    }
    csv_start(&b);
    csv_cell(&b, "label", false);
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
        csv_cell(&b, facts[k], false);
    }
    csv_cell(&b, "berkas", false);
    csv_cell(&b, "tautan", false);
    csv_cell(&b, "jumlah-halaman", false);
    csv_cell(&b, "sha256", true);
    for (size_t i = 0; i < pk->n_proofs; i++) {
        const struct proof *proof = &pk->proofs[i];
        csv_cell(&b, proof->label, false);
        for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
            csv_cell(&b, xml_attr(proof->node, facts[k]), false);
        }
        csv_cell(&b, proof->path, false);
        csv_cell(&b, proof->link, false);
        csv_cell(&b, proof->pages ? arena_printf(p->arena, "%zu", proof->pages) : "", false);
        csv_cell(&b, proof->hash, true);
    }
    struct packed file = {.path = "daftar-bukti.csv", .role = "daftar-bukti", .bytes = {buf_text(&b), b.n},
                          .title = packing_word(p, "package.title.proofs")};
    package_add(p, pk, &file);
}

void package_add_lacks(struct packing *p, struct package *pk) {
    struct buf b = buf_new(p->arena);
    if (pk->lacks->n == 0) {
        return;
    }
    buf_printf(&b, "%s\r\n%s\r\n\r\n",
               message_say(p->world->catalogue, LANGUAGE_ID, p->arena, "package.lacks.head", "paket", pk->name,
                           "perihal", pk->subject, NULL),
               message_say(p->world->catalogue, LANGUAGE_ID, p->arena, "package.lacks.why", "jumlah",
                           arena_printf(p->arena, "%zu", pk->lacks->n), NULL));
    for (size_t i = 0; i < pk->lacks->n; i++) {
        const struct finding *f = &pk->lacks->items[i];
        const char *remedy = message_remedy(p->world->catalogue, LANGUAGE_ID, f, p->arena);
        buf_printf(&b, "%zu. %s\r\n", i + 1, message_text(p->world->catalogue, LANGUAGE_ID, f, p->arena));
        if (remedy && *remedy) {
            buf_printf(&b, "   → %s\r\n", remedy);
        }
    }
    struct packed file = {.path = "KURANG.txt", .role = "kurang", .bytes = {buf_text(&b), b.n},
                          .title = packing_word(p, "package.title.lacks")};
    package_add(p, pk, &file);
}
