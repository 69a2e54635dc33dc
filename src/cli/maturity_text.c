#include "cli/maturity_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "batch/maturity.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *hundredth(struct session *s, long n) {
    const char *sign = s->language == LANGUAGE_ID ? "," : ".";
    return n % 100 ? arena_printf(s->arena, "%ld%s%02ld", n / 100, sign, n % 100)
                   : arena_printf(s->arena, "%ld", n / 100);
}

static const char *profile_id(const struct profile *p) {
    return xml_attr(profile_node(p), "id");
}

static const char *say_fact(struct session *s, const struct maturity_fact *f) {
    return SAY(s, f->id, "jumlah", f->count, "dari", f->of, "nama", f->names, "satuan", f->unit);
}

static const char *say_evidence(struct session *s, const struct maturity_evidence *e) {
    struct buf out = buf_new(s->arena);
    buf_str(&out, e->name);
    if (e->number) {
        buf_printf(&out, ", %s %s", SAY(s, "cli.maturity.number"), e->number);
    }
    if (e->file && strcmp(e->file, e->name) != 0) {
        buf_printf(&out, " (%s)", e->file);
    }
    if (e->forming) {
        buf_printf(&out, " — %s", SAY(s, "cli.maturity.forming"));
    }
    return arena_strdup(s->arena, buf_text(&out));
}

// ---- programs

static void print_json(struct session *s, const struct profile *p, const struct maturity *m, const char *document,
                       FILE *to) {
    for (size_t i = 0; i < m->n; i++) {
        const struct maturity_indicator *one = &m->items[i];
        json_open(to, "maturity");
        json_text(to, "profile", profile_id(p));
        json_text(to, "innovation", m->innovation);
        json_text(to, "document", document);
        json_text(to, "indicator", one->id);
        json_text(to, "label", one->label);
        json_number(to, "level", one->level);
        json_number(to, "levels", one->levels);
        json_text(to, "points", arena_printf(s->arena, "%ld.%02ld", one->points / 100, one->points % 100));
        json_text(to, "certainty", one->certainty);
        json_text(to, "claimed", one->claimed);
        json_flag(to, "forming", one->forming);
        struct argument *list = ARENA_ARRAY(s->arena, one->n_facts + one->n_evidence + 1, struct argument);
        for (size_t k = 0; k < one->n_facts; k++) {
            list[k] = (struct argument){one->facts[k].id, say_fact(s, &one->facts[k])};
        }
        json_arguments(to, "facts", list, (int)one->n_facts);
        for (size_t k = 0; k < one->n_evidence; k++) {
            const struct maturity_evidence *e = &one->evidence[k];
            list[k] = (struct argument){e->document ? e->document : e->file ? e->file : "", e->name};
        }
        json_arguments(to, "evidence", list, (int)one->n_evidence);
        json_close(to);
    }
}

static void print_sum_json(struct session *s, const struct profile *p, const struct maturity_sum *sum,
                           const char *agency) {
    json_open(stdout, "maturity-sum");
    json_text(stdout, "profile", profile_id(p));
    json_text(stdout, "agency", agency);
    json_number(stdout, "innovations", (long)sum->n);
    json_number(stdout, "divisor", sum->divisor);
    json_text(stdout, "points", arena_printf(s->arena, "%ld.%02ld", sum->points / 100, sum->points % 100));
    json_text(stdout, "mean", arena_printf(s->arena, "%ld.%02ld", sum->mean / 100, sum->mean % 100));
    json_number(stdout, "affairs", (long)sum->covered);
    json_flag(stdout, "verified", sum->verified);
    json_close(stdout);
}

// ---- people

static void print_level(struct session *s, const struct maturity_indicator *i, FILE *to) {
    const char *level = i->level ? arena_printf(s->arena, "P%d", i->level) : "– ";
    fprintf(to, "  %s  %s%s%s\n", level, i->label, i->level ? ": " : "", i->says);
    for (size_t k = 0; k < i->n_facts; k++) {
        fprintf(to, "        %s\n", say_fact(s, &i->facts[k]));
    }
    for (size_t k = 0; k < i->n_evidence; k++) {
        fprintf(to, "        %s: %s\n", SAY(s, "cli.maturity.evidence"), say_evidence(s, &i->evidence[k]));
    }
    if (i->level == 0 && *i->support) {
        fprintf(to, "        %s\n",
                SAY(s, *i->measure ? "cli.maturity.none" : "cli.maturity.unread", "dukung", i->support));
    }
    if (i->claimed && atoi(i->claimed) != i->level) {
        fprintf(to, "        %s\n", SAY(s, "cli.maturity.claimed", "taraf", i->claimed));
    }
}

static void print_one(struct session *s, const struct profile *p, const struct maturity *m) {
    if (s->options.json) {
        print_json(s, p, m, NULL, stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.maturity.title", "judul", m->title, "profil", profile_id(p), "tahun",
                       arena_printf(s->arena, "%d", m->year)));
    for (size_t i = 0; i < m->n; i++) {
        print_level(s, &m->items[i], stdout);
    }
    printf("  %s\n\n",
           SAY(s, "cli.maturity.points", "angka", hundredth(s, m->points), "terbanyak", hundredth(s, m->most)));
}

static void print_unverified(struct session *s, const struct profile *p) {
    if (!s->options.json) {
        const xmlNode *root = profile_node(p);
        const char *basis = xml_attr(root, "dasar"), *source = xml_attr(root, "sumber");
        printf("%s\n", SAY(s, "cli.maturity.unverified", "profil", profile_id(p), "dasar", basis ? basis : "", "sumber",
                           source ? source : ""));
    }
}

static void print_sum(struct session *s, const struct profile *p, const struct maturity_sum *sum,
                      const xmlNode *agency) {
    const char *name = agency ? xml_attr(agency, "nama") : SAY(s, "cli.maturity.all");
    if (s->options.json) {
        print_sum_json(s, p, sum, agency ? xml_attr(agency, "id") : NULL);
        return;
    }
    printf("%s\n",
           SAY(s, "cli.maturity.sum", "nama", name, "jumlah", number(s, sum->n), "angka", hundredth(s, sum->points)));
    if (sum->divisor) {
        printf("  %s\n", SAY(s, "cli.maturity.mean", "angka", hundredth(s, sum->points), "pembagi",
                             arena_printf(s->arena, "%ld", sum->divisor), "rata", hundredth(s, sum->mean), "terbanyak",
                             hundredth(s, sum->most)));
    }
    struct buf affairs = buf_new(s->arena);
    for (size_t i = 0; i < sum->n_affairs; i++) {
        buf_printf(&affairs, "%s%s %zu", i ? "; " : "", sum->affairs[i], sum->per_affair[i]);
    }
    if (sum->n_affairs) {
        printf("  %s\n", SAY(s, "cli.maturity.affairs", "jumlah", number(s, sum->covered), "semua",
                             number(s, sum->n_affairs), "rincian", buf_text(&affairs)));
    }
    if (!sum->verified) {
        printf("  %s\n", SAY(s, "cli.maturity.sum-unverified"));
    }
}

// "sdm P3, aktor P2, jejaring P3"
static const char *short_levels(struct session *s, const struct maturity *m) {
    struct buf out = buf_new(s->arena);
    for (size_t i = 0; i < m->n; i++) {
        buf_printf(&out, "%s%s P%d", i ? ", " : "", m->items[i].id, m->items[i].level);
    }
    return arena_strdup(s->arena, buf_text(&out));
}

static void print_document(struct session *s, const struct profile *p, const struct maturity_asked *asked, FILE *to) {
    for (size_t i = 0; i < asked->n; i++) {
        const struct maturity *m =
            maturity_of_document(s->arena, s->world->objects, p, asked->document, asked->innovations[i], 0);
        if (!m) {
            continue;
        }
        if (s->options.json) {
            print_json(s, p, m, xml_attr(asked->document, "id"), to);
            continue;
        }
        bool forming = m->items[0].forming;
        fprintf(to, "%s\n",
                SAY(s, forming ? "cli.maturity.document-forming" : "cli.maturity.document", "judul", m->title, "profil",
                    profile_id(p), "taraf", short_levels(s, m)));
        for (size_t k = 0; k < m->n; k++) {
            for (size_t f = 0; f < m->items[k].n_facts; f++) {
                fprintf(to, "    %s: %s\n", m->items[k].id, say_fact(s, &m->items[k].facts[f]));
            }
        }
        if (!m->verified) {
            fprintf(to, "    %s\n", SAY(s, "cli.maturity.sum-unverified"));
        }
    }
}

// ---- the command

static bool tell_word(struct session *s, const struct profile *p, const char *word) {
    struct maturity_asked asked = maturity_ask(s->arena, s->world, word);
    if (asked.innovation) {
        print_one(s, p, maturity_of(s->arena, s->world->objects, p, asked.innovation, 0));
    } else if (asked.agency) {
        const struct maturity_sum *sum = maturity_sum(s->arena, s->world->objects, p, word, 0);
        for (size_t i = 0; i < sum->n; i++) {
            print_one(s, p, sum->items[i]);
        }
        print_sum(s, p, sum, asked.agency);
    } else if (asked.document) {
        print_document(s, p, &asked, stdout);
    }
    return asked.innovation || asked.agency || asked.document;
}

int maturity_tell(struct session *s) {
    const struct profile *p = maturity_choose(s->world, s->options.profiles, s->findings);
    if (!p) {
        return session_told_misuse(s);
    }
    print_unverified(s, p);
    for (size_t i = 0; i < s->options.words.n; i++) {
        const char *word = s->options.words.items[i];
        if (!tell_word(s, p, word)) {
            const char *near = objects_nearest(s->world->objects, NULL, word);
            return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", word, near);
        }
    }
    if (s->options.words.n == 0) {
        const struct maturity_sum *sum = maturity_sum(s->arena, s->world->objects, p, NULL, 0);
        for (size_t i = 0; i < sum->n; i++) {
            print_one(s, p, sum->items[i]);
        }
        print_sum(s, p, sum, NULL);
    }
    return fflush(stdout) == 0 ? STATUS_MADE : STATUS_WORLD;
}

void maturity_tell_documents(struct session *s, const struct planned *documents, size_t n, FILE *to) {
    for (size_t i = 0; i < n; i++) {
        struct maturity_asked asked = maturity_ask(s->arena, s->world, documents[i].id);
        const struct profile *p = maturity_profile_for(s->world->profiles, asked.year);
        if (asked.document && p) {
            print_document(s, p, &asked, to);
        }
    }
}
