// naskah buktikan: a PDF against the record that it carries.
#include <string.h>

#include "batch/prove.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static void print_proof(struct session *s, const char *path, const struct proof *p) {
    if (s->options.json) {
        json_open(stdout, "proof");
        json_text(stdout, "path", path);
        json_text(stdout, "document", p->document);
        json_text(stdout, "rendition", p->rendition);
        json_text(stdout, "sha256", p->hash);
        json_number(stdout, "words", (long)p->words);
        json_number(stdout, "signatures", (long)p->signatures);
        json_flag(stdout, "same_text", p->same_text);
        json_flag(stdout, "same_bytes", p->same_bytes);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.proof", "berkas", path, "naskah", p->document, "rendisi", p->rendition, "teks",
                       p->same_text ? "@bukti.sama" : "@bukti.beda", "kata", number(s, p->words), "halaman",
                       number(s, p->pages), "byte", p->same_bytes ? "@bukti.sama" : "@bukti.beda"));
    if (p->signatures > 0) {
        printf("%s\n", SAY(s, "cli.proof-signed", "jumlah", number(s, p->signatures)));
    }
    printf("  sha256 %s\n", p->hash);
}

int command_prove(struct session *s) {
    const struct strings *files = &s->options.words;
    struct strings none = {0}, folders = s->options.inputs;
    if (files->n == 0) {
        return session_misuse(s, "cli.prove-none", "", NULL);
    }
    if (!session_world(s, &none)) {
        return session_end_step(s, s->findings);
    }
    if (folders.n == 0) {
        strings_add(s->arena, &folders, "input");
    }
    struct findings *found = findings_new(s->arena, s->catalogue);
    for (size_t i = 0; i < files->n && !session_signal; i++) {
        struct proof proof;
        if (prove_file(s->world, s->arena, files->items[i], folders.items, folders.n, &proof, found)) {
            print_proof(s, files->items[i], &proof);
        }
    }
    s->faulty = "cli.status.unproven";
    return session_end_step(s, found);
}
