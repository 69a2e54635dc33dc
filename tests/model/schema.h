// The RELAX NG schema of urn:naskah:1 as the vocabulary implies it. Editors read the file; the test writes it anew with
// NASKAH_UPDATE_GOLDEN=1 and otherwise compares.
#ifndef NASKAH_TESTS_MODEL_SCHEMA_H
#define NASKAH_TESTS_MODEL_SCHEMA_H

#include <string.h>

#include "base/buf.h"
#include "model/vocabulary.h"

static inline const char *schema_pattern(enum value_kind kind) {
    static const char *const patterns[] = {
        [VALUE_ID] = "[A-Za-z0-9_][A-Za-z0-9_.\\-]*",
        [VALUE_REF] = "[A-Za-z0-9_][A-Za-z0-9_.\\-]*",
        [VALUE_REFS] = "[A-Za-z0-9_.\\-]+( +[A-Za-z0-9_.\\-]+)*",
        [VALUE_OFFICE] = "[A-Za-z0-9_.\\-]+/.*[^ ].*",
        [VALUE_DATE] = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|"
                       "([A-Za-z']+, )?(0?[1-9]|[12][0-9]|3[01]) [A-Za-z]+ [0-9]{4}",
        [VALUE_TIME] = "([01]?[0-9]|2[0-3])[:.][0-5][0-9]",
        [VALUE_YEAR] = "(19|20|21)[0-9]{2}",
        [VALUE_INTEGER] = "[0-9]{1,9}",
        [VALUE_MONEY] = "(Rp ?)?[0-9][0-9.]*(,[0-9]{2})?",
        [VALUE_LENGTH] = "-?[0-9]+(\\.[0-9]+)?(pt|mm|cm|in)|0",
        [VALUE_DIGITS] = "[0-9 ]+",
        [VALUE_NUMBER] = "[0-9]{1,9}(\\.[0-9]+)?",
        [VALUE_PAPER] = "a3|a4|a5|f4|folio|[0-9]{1,9}(\\.[0-9]+)?x[0-9]{1,9}(\\.[0-9]+)?",
        [VALUE_TEXT] = NULL,
        [VALUE_FILE] = NULL,
        [VALUE_CHOICE] = NULL,
        [VALUE_YESNO] = NULL,
    };
    return patterns[kind];
}

#define SCHEMA_MANY 30

static inline bool schema_any(enum value_kind kind) {
    return kind == VALUE_TEXT || kind == VALUE_FILE;
}

static inline void schema_choice(struct buf *b, const char *choices) {
    buf_str(b, "<choice>");
    for (const char *p = choices; *p; p += *p == '|') {
        size_t n = strcspn(p, "|");
        buf_printf(b, "<value>%.*s</value>", (int)n, p);
        p += n;
    }
    buf_str(b, "</choice>");
}

static inline void schema_value(struct buf *b, enum value_kind kind, const char *target, bool required) {
    const char *pattern = schema_pattern(kind);
    if (kind == VALUE_CHOICE || kind == VALUE_YESNO)
        schema_choice(b, kind == VALUE_YESNO ? "ya|tidak" : target);
    else if (pattern || required)
        buf_printf(b, "<data type=\"token\"><param name=\"pattern\">%s</param></data>", pattern ? pattern : ".*[^ ].*");
    else
        buf_str(b, "<text/>");
}

static inline const char *schema_name(struct arena *arena, const struct vocabulary_element *e) {
    bool second = vocabulary_find(e->name, NULL) != e;
    return second ? arena_printf(arena, "%s.%s", e->parents, e->name) : e->name;
}

static inline bool schema_same_value(const struct vocabulary_attribute *a, const struct vocabulary_attribute *b) {
    const char *x = schema_pattern(a->kind), *y = schema_pattern(b->kind);
    if (a->kind == VALUE_CHOICE && b->kind == VALUE_CHOICE)
        return strcmp(a->target, b->target) == 0;
    if (a->kind == b->kind)
        return true;
    return x ? y && strcmp(x, y) == 0 : schema_any(a->kind) && schema_any(b->kind);
}

static inline bool schema_setting(enum value_kind kind) {
    return kind == VALUE_CHOICE || kind == VALUE_YESNO || kind == VALUE_NUMBER || kind == VALUE_PAPER ||
           kind == VALUE_LENGTH;
}

// libxml2 keeps a state for every way to leave out attributes that may be left out: as many as the product of the
// sizes of the lists below, so that one <optional> for each of fifty settings takes for ever. Attributes of one type
// are therefore one list, and where there are very many (house rules), all choices and measures are one list: there an
// editor takes a number for a length, which naskah does not.
static inline bool schema_alike(const struct vocabulary_element *e, const struct vocabulary_attribute *a,
                                const struct vocabulary_attribute *b) {
    if (a->record || b->record || a->required || b->required)
        return false;
    if (schema_same_value(a, b))
        return true;
    return e->n_attributes > SCHEMA_MANY && schema_setting(a->kind) && schema_setting(b->kind);
}

static inline void schema_optional(struct buf *b, const struct vocabulary_element *e, size_t first) {
    const struct vocabulary_attribute *all = e->attributes, *a = &all[first];
    for (size_t i = 0; i < first; i++)
        if (schema_alike(e, &all[i], a))
            return;
    buf_str(b, "      <zeroOrMore><attribute><choice>");
    for (size_t i = first; i < e->n_attributes; i++)
        if (schema_alike(e, &all[i], a))
            buf_printf(b, "<name ns=\"\">%s</name>", all[i].name);
    buf_str(b, "</choice><choice>");
    for (size_t i = first; i < e->n_attributes; i++) {
        bool told = !schema_alike(e, &all[i], a);
        for (size_t k = first; k < i && !told; k++)
            told = schema_alike(e, &all[k], a) && schema_same_value(&all[k], &all[i]);
        if (!told)
            schema_value(b, all[i].kind, all[i].target, false);
    }
    buf_str(b, "</choice></attribute></zeroOrMore>\n");
}

static inline void schema_attributes(struct buf *b, const struct vocabulary_element *e) {
    for (size_t i = 0; i < e->n_attributes; i++) {
        const struct vocabulary_attribute *a = &e->attributes[i];
        if (a->record)
            continue;
        if (!a->required) {
            schema_optional(b, e, i);
            continue;
        }
        buf_printf(b, "      <attribute name=\"%s\">", a->name);
        schema_value(b, a->kind, a->target, true);
        buf_str(b, "</attribute>\n");
    }
}

static inline void schema_children(struct buf *b, const struct vocabulary_element *e) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    buf_str(b, "      <interleave>\n");
    for (size_t i = 0; i < n; i++) {
        if (!vocabulary_lists(all[i].parents, e->name))
            continue;
        const char *wrap = all[i].single ? (all[i].required ? "" : "optional") : "zeroOrMore";
        if (*wrap)
            buf_printf(b, "        <%s><ref name=\"%s\"/></%s>\n", wrap, schema_name(b->arena, &all[i]), wrap);
        else
            buf_printf(b, "        <ref name=\"%s\"/>\n", schema_name(b->arena, &all[i]));
    }
    buf_str(b, "      </interleave>\n");
}

static inline void schema_content(struct buf *b, const struct vocabulary_element *e) {
    switch (e->content) {
    case CONTENT_EMPTY:
        buf_str(b, "      <empty/>\n");
        break;
    case CONTENT_TEXT:
        buf_str(b, "      ");
        schema_value(b, e->text, e->text_target, false);
        buf_str(b, "\n");
        break;
    case CONTENT_INLINE:
        buf_str(b, "      <ref name=\"inline-content\"/>\n");
        break;
    case CONTENT_RICH:
        buf_str(b, "      <ref name=\"rich-content\"/>\n");
        break;
    case CONTENT_ELEMENTS:
        schema_children(b, e);
        break;
    }
}

// A named list of everything that may stand in running text, or in running text and blocks.
static inline void schema_mixture(struct buf *b, const char *name, const char *also) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    buf_printf(b, "  <define name=\"%s-content\">\n    <zeroOrMore><choice><text/>", name);
    for (size_t i = 0; i < n; i++)
        if (vocabulary_lists(all[i].parents, "inline") || vocabulary_lists(all[i].parents, also))
            buf_printf(b, "<ref name=\"%s\"/>", all[i].name);
    buf_str(b, "</choice></zeroOrMore>\n  </define>\n");
}

static inline const char *schema_text(struct arena *arena) {
    struct buf b = buf_new(arena);
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    buf_str(&b,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<!-- The vocabulary of naskah input files, for editors. Written by tests/model/test_vocabulary.c from\n"
            "     src/model/vocabulary_table.c; do not edit. -->\n"
            "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"urn:naskah:1\"\n"
            "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
            "  <start><ref name=\"data\"/></start>\n");
    for (size_t i = 0; i < n; i++) {
        if (!*all[i].parents && strcmp(all[i].name, "data") != 0)
            continue;
        buf_printf(&b, "  <define name=\"%s\">\n    <element name=\"%s\">\n", schema_name(arena, &all[i]), all[i].name);
        schema_attributes(&b, &all[i]);
        schema_content(&b, &all[i]);
        buf_str(&b, "    </element>\n  </define>\n");
    }
    schema_mixture(&b, "inline", "inline");
    schema_mixture(&b, "rich", "rich");
    buf_str(&b, "</grammar>\n");
    return buf_text(&b);
}

#endif
