#include "template/grammar.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#define ANY_FLOW (FLOW_SECTIONS | FLOW_RUNGS | FLOW_BLOCKS | FLOW_INLINE | FLOW_ROWS | FLOW_CELLS | FLOW_LABELS)
// In the order of enum role.
#define GRAMMAR_ROLES                                                                                                  \
    "ARTIFACT|P|H1|H2|H3|TITLE|LIST|LIST-ITEM|LABEL|BODY|TABLE|ROW|TH|TD|FIGURE|CAPTION|SPAN|LINK|SECTION|FORM"
#define SHAPE "left right first before after align keep-next"

static const struct element_rule elements[E_COUNT] = {
    [E_TEMPLATE] = {"template", FLOW_ROOT, FLOW_DEFINITIONS | FLOW_SECTIONS, "for! title subject author language"},
    [E_LIBRARY] = {"library", FLOW_ROOT, FLOW_DEFINITIONS, ""},
    [E_INCLUDE] = {"include", FLOW_DEFINITIONS, FLOW_NONE, "href!"},
    [E_STYLE] = {"style", FLOW_DEFINITIONS, FLOW_NONE,
                 "name! base font size bold italic underline align left right first line before after before-floor "
                 "after-floor balance hyphenate widen keep-next keep-lines widows orphans most-lines keep-first "
                 "role outline"},
    [E_COUNTERS] = {"counters", FLOW_DEFINITIONS, FLOW_NONE, "name! levels! step! step-wide bullets style"},
    [E_RICH_TABLES] = {"rich-tables", FLOW_DEFINITIONS, FLOW_NONE,
                       "border pad-x pad-y style heading-style caption-style image-width continued"},
    [E_PAGE] = {"page", FLOW_DEFINITIONS, FLOW_NONE,
                "name! paper! landscape top! bottom! left! right! folio folio-at folio-offset folio-first folio-style "
                "catchword catchword-style frame frame-corner"},
    [E_PART] = {"part", FLOW_DEFINITIONS, FLOW_ANY, "name! param content"},
    [E_SECTION] = {"section", FLOW_SECTIONS, FLOW_RUNGS | FLOW_BLOCKS, "page! fit restart squeeze style"},
    [E_RUNG] = {"rung", FLOW_RUNGS, FLOW_NONE, "line space smaller"},
    [E_FOOT] = {"foot", FLOW_RUNGS, FLOW_BLOCKS, "offset! several draft"},
    [E_USE] = {"use", ANY_FLOW, FLOW_NONE, "part! select"},
    [E_EACH] = {"each", ANY_FLOW, FLOW_SAME, "select! as"},
    [E_IF] = {"if", ANY_FLOW, FLOW_SAME, "test!"},
    [E_CHOOSE] = {"choose", ANY_FLOW, FLOW_CHOICES, ""},
    [E_WHEN] = {"when", FLOW_CHOICES, FLOW_SAME, "test!"},
    [E_OTHERWISE] = {"otherwise", FLOW_CHOICES, FLOW_SAME, ""},
    [E_LET] = {"let", ANY_FLOW, FLOW_NONE, "name! select!"},
    [E_WIDEST] = {"widest", ANY_FLOW, FLOW_LABELS, "name! style room least"},
    [E_REPEAT] = {"repeat", ANY_FLOW, FLOW_SAME, "times!"},
    [E_PARA] = {"para", FLOW_BLOCKS, FLOW_LABELS | FLOW_INLINE, "style id " SHAPE},
    [E_LABEL] = {"label", FLOW_LABELS, FLOW_INLINE, "at width align style"},
    [E_LEAD] = {"lead", FLOW_LEAD, FLOW_INLINE, ""},
    [E_RICH] = {"rich", FLOW_BLOCKS, FLOW_LABELS | FLOW_LEAD, "select! style counters hole " SHAPE},
    [E_STACK] = {"stack", FLOW_BLOCKS, FLOW_BLOCKS | FLOW_SIDE,
                 "style id left right width keep min-height role before after keep-next"},
    [E_SIDE] = {"side", FLOW_SIDE, FLOW_NONE, "image! width height gap alt"},
    [E_SIGN] = {"sign", FLOW_BLOCKS, FLOW_BLOCKS,
                "select! id hole left right width least order mode signed style before after min-height"},
    [E_PLACE] = {"place", FLOW_BLOCKS, FLOW_NONE, "height! stamp stamp-left"},
    [E_TABLE] = {"table", FLOW_BLOCKS, FLOW_ROWS | FLOW_HEAD,
                 "columns! border pad-x pad-y align width left style id before after keep-next"},
    [E_HEAD] = {"head", FLOW_HEAD, FLOW_ROWS, "style"},
    [E_ROW] = {"row", FLOW_ROWS, FLOW_CELLS, "min-height group continued style"},
    [E_CELL] = {"cell", FLOW_CELLS, FLOW_ANY, "colspan rowspan valign align style heading"},
    [E_SPACE] = {"space", FLOW_BLOCKS, FLOW_NONE, "height! stretch shrink keep-next"},
    [E_RULE] = {"rule", FLOW_BLOCKS, FLOW_NONE, "lines! left right before after keep-next"},
    [E_IMAGE] = {"image", FLOW_BLOCKS, FLOW_NONE, "file! width height align alt before after keep-next"},
    [E_QR] = {"qr", FLOW_BLOCKS, FLOW_NONE, "text! width! align alt before after"},
    [E_BREAK] = {"break", FLOW_BLOCKS, FLOW_NONE, ""},
    [E_TEXT] = {"text", FLOW_INLINE, FLOW_INLINE, ""},
    [E_VALUE] = {"value", FLOW_INLINE, FLOW_NONE, "select! hole told style"},
    [E_GAP] = {"gap", FLOW_INLINE, FLOW_NONE, "width!"},
    [E_B] = {"b", FLOW_INLINE, FLOW_INLINE, ""},
    [E_I] = {"i", FLOW_INLINE, FLOW_INLINE, ""},
    [E_U] = {"u", FLOW_INLINE, FLOW_INLINE, ""},
    [E_SUP] = {"sup", FLOW_INLINE, FLOW_INLINE, ""},
    [E_SUB] = {"sub", FLOW_INLINE, FLOW_INLINE, ""},
    [E_A] = {"a", FLOW_INLINE, FLOW_INLINE, "href!"},
    [E_SPAN] = {"span", FLOW_INLINE, FLOW_INLINE, "style size"},
    [E_BR] = {"br", FLOW_INLINE, FLOW_NONE, ""},
    [E_PAGE_NUMBER] = {"page-number", FLOW_INLINE, FLOW_NONE, ""},
    [E_PAGE_TOTAL] = {"page-total", FLOW_INLINE, FLOW_NONE, ""},
    [E_PAGE_OF] = {"page-of", FLOW_INLINE, FLOW_NONE, "id!"},
};

static const struct attribute_rule attributes[A_COUNT] = {
    [A_AFTER] = {"after", KIND_LENGTH, NULL},
    [A_AFTER_FLOOR] = {"after-floor", KIND_LENGTH, NULL},
    [A_ALIGN] = {"align", KIND_CHOICE, "left|right|center|justify|decimal"},
    [A_ALT] = {"alt", KIND_TEXT, NULL},
    [A_AS] = {"as", KIND_PLAIN, NULL},
    [A_AT] = {"at", KIND_LENGTH, NULL},
    [A_AUTHOR] = {"author", KIND_TEXT, NULL},
    [A_BALANCE] = {"balance", KIND_YESNO, NULL},
    [A_BASE] = {"base", KIND_STYLE, NULL},
    [A_BEFORE] = {"before", KIND_LENGTH, NULL},
    [A_BEFORE_FLOOR] = {"before-floor", KIND_LENGTH, NULL},
    [A_BOLD] = {"bold", KIND_YESNO, NULL},
    [A_BORDER] = {"border", KIND_LENGTH, NULL},
    [A_BOTTOM] = {"bottom", KIND_LENGTH, NULL},
    [A_BULLETS] = {"bullets", KIND_PLAIN, NULL},
    [A_CAPTION_STYLE] = {"caption-style", KIND_STYLE, NULL},
    [A_CATCHWORD] = {"catchword", KIND_YESNO, NULL},
    [A_CATCHWORD_STYLE] = {"catchword-style", KIND_STYLE, NULL},
    [A_COLSPAN] = {"colspan", KIND_NUMBER, NULL},
    [A_COLUMNS] = {"columns", KIND_COLUMNS, NULL},
    [A_CONTENT] = {"content", KIND_CHOICE, "sections|blocks|inline|rows|cells|labels"},
    [A_CONTINUED] = {"continued", KIND_TEXT, NULL},
    [A_COUNTERS] = {"counters", KIND_COUNTERS, NULL},
    [A_DRAFT] = {"draft", KIND_YESNO, NULL},
    [A_FILE] = {"file", KIND_TEXT, NULL},
    [A_FIRST] = {"first", KIND_LENGTH, NULL},
    [A_FIT] = {"fit", KIND_NUMBER, NULL},
    [A_FOLIO] = {"folio", KIND_TEXT, NULL},
    [A_FOLIO_AT] = {"folio-at", KIND_CHOICE, "none|top-center|top-right|bottom-center|bottom-right"},
    [A_FOLIO_FIRST] = {"folio-first", KIND_YESNO, NULL},
    [A_FOLIO_OFFSET] = {"folio-offset", KIND_LENGTH, NULL},
    [A_FOLIO_STYLE] = {"folio-style", KIND_STYLE, NULL},
    [A_FONT] = {"font", KIND_TEXT, NULL},
    [A_FOR] = {"for", KIND_PLAIN, NULL},
    [A_FRAME] = {"frame", KIND_FRAME, NULL},
    [A_FRAME_CORNER] = {"frame-corner", KIND_LENGTH, NULL},
    [A_GAP] = {"gap", KIND_LENGTH, NULL},
    [A_GROUP] = {"group", KIND_TEXT, NULL},
    [A_HEADING] = {"heading", KIND_YESNO, NULL},
    [A_HEADING_STYLE] = {"heading-style", KIND_STYLE, NULL},
    [A_HEIGHT] = {"height", KIND_LENGTH, NULL},
    [A_HOLE] = {"hole", KIND_TEXT, NULL},
    [A_HREF] = {"href", KIND_TEXT, NULL},
    [A_HYPHENATE] = {"hyphenate", KIND_YESNO, NULL},
    [A_ID] = {"id", KIND_TEXT, NULL},
    [A_IMAGE] = {"image", KIND_TEXT, NULL},
    [A_IMAGE_WIDTH] = {"image-width", KIND_LENGTH, NULL},
    [A_ITALIC] = {"italic", KIND_YESNO, NULL},
    [A_KEEP] = {"keep", KIND_YESNO, NULL},
    [A_KEEP_FIRST] = {"keep-first", KIND_NUMBER, NULL},
    [A_KEEP_LINES] = {"keep-lines", KIND_YESNO, NULL},
    [A_KEEP_NEXT] = {"keep-next", KIND_YESNO, NULL},
    [A_LANDSCAPE] = {"landscape", KIND_YESNO, NULL},
    [A_LANGUAGE] = {"language", KIND_TEXT, NULL},
    [A_LEAST] = {"least", KIND_LENGTH, NULL},
    [A_LEFT] = {"left", KIND_LENGTH, NULL},
    [A_LEVELS] = {"levels", KIND_PLAIN, NULL},
    [A_LINE] = {"line", KIND_LINE, NULL},
    [A_LINES] = {"lines", KIND_LENGTHS, NULL},
    [A_MIN_HEIGHT] = {"min-height", KIND_LENGTH, NULL},
    [A_MODE] = {"mode", KIND_TEXT, NULL},
    [A_MOST_LINES] = {"most-lines", KIND_NUMBER, NULL},
    [A_NAME] = {"name", KIND_PLAIN, NULL},
    [A_OFFSET] = {"offset", KIND_LENGTH, NULL},
    [A_ORDER] = {"order", KIND_NUMBER, NULL},
    [A_ORPHANS] = {"orphans", KIND_NUMBER, NULL},
    [A_OUTLINE] = {"outline", KIND_NUMBER, NULL},
    [A_PAD_X] = {"pad-x", KIND_LENGTH, NULL},
    [A_PAD_Y] = {"pad-y", KIND_LENGTH, NULL},
    [A_PAGE] = {"page", KIND_PAGE, NULL},
    [A_PAPER] = {"paper", KIND_TEXT, NULL},
    [A_PARAM] = {"param", KIND_PLAIN, NULL},
    [A_PART] = {"part", KIND_PART, NULL},
    [A_RESTART] = {"restart", KIND_YESNO, NULL},
    [A_RIGHT] = {"right", KIND_LENGTH, NULL},
    [A_ROLE] = {"role", KIND_CHOICE, GRAMMAR_ROLES},
    [A_ROOM] = {"room", KIND_LENGTH, NULL},
    [A_ROWSPAN] = {"rowspan", KIND_NUMBER, NULL},
    [A_SELECT] = {"select", KIND_QUERY, NULL},
    [A_SEVERAL] = {"several", KIND_YESNO, NULL},
    [A_SHRINK] = {"shrink", KIND_LENGTH, NULL},
    [A_SIGNED] = {"signed", KIND_YESNO, NULL},
    [A_SIZE] = {"size", KIND_LENGTH, NULL},
    [A_SMALLER] = {"smaller", KIND_LENGTH, NULL},
    [A_SPACE] = {"space", KIND_NUMBER, NULL},
    [A_SQUEEZE] = {"squeeze", KIND_YESNO, NULL},
    [A_STAMP] = {"stamp", KIND_LENGTH, NULL},
    [A_STAMP_LEFT] = {"stamp-left", KIND_LENGTH, NULL},
    [A_STEP] = {"step", KIND_LENGTH, NULL},
    [A_STEP_WIDE] = {"step-wide", KIND_LENGTH, NULL},
    [A_STRETCH] = {"stretch", KIND_LENGTH, NULL},
    [A_STYLE] = {"style", KIND_STYLE, NULL},
    [A_SUBJECT] = {"subject", KIND_TEXT, NULL},
    [A_TEST] = {"test", KIND_QUERY, NULL},
    [A_TEXT] = {"text", KIND_TEXT, NULL},
    [A_TIMES] = {"times", KIND_NUMBER, NULL},
    [A_TITLE] = {"title", KIND_TEXT, NULL},
    [A_TOLD] = {"told", KIND_QUERY, NULL},
    [A_TOP] = {"top", KIND_LENGTH, NULL},
    [A_UNDERLINE] = {"underline", KIND_YESNO, NULL},
    [A_VALIGN] = {"valign", KIND_CHOICE, "top|middle|bottom"},
    [A_WIDEN] = {"widen", KIND_NUMBER, NULL},
    [A_WIDOWS] = {"widows", KIND_NUMBER, NULL},
    [A_WIDTH] = {"width", KIND_LENGTH, NULL},
};

const struct element_rule *grammar_element(enum element e) {
    return &elements[e];
}

const struct attribute_rule *grammar_attribute(enum attribute a) {
    return &attributes[a];
}

// Asked for each word of each template: most names differ in their first letter.
static bool same(const char *a, const char *b) {
    return *a == *b && strcmp(a, b) == 0;
}

enum element grammar_find_element(const char *name) {
    int e = 0;
    while (e < E_COUNT && !same(elements[e].name, name)) {
        e++;
    }
    return e;
}

enum attribute grammar_find_attribute(const char *name) {
    int a = 0;
    while (a < A_COUNT && !same(attributes[a].name, name)) {
        a++;
    }
    return a;
}

bool grammar_allows(enum element e, enum attribute a, bool *required) {
    const char *name = attributes[a].name;
    size_t n = strlen(name);
    for (const char *p = elements[e].attributes; *p; p += strspn(p, " ")) {
        size_t length = strcspn(p, " !");
        if (length == n && memcmp(p, name, n) == 0) {
            *required = p[length] == '!';
            return true;
        }
        p += strcspn(p, " ");
    }
    *required = false;
    return false;
}

bool grammar_next_required(enum element e, size_t *at, enum attribute *a) {
    const char *names = elements[e].attributes, *mark = strchr(names + *at, '!');
    if (!mark) {
        return false;
    }
    const char *begin = mark;
    while (begin > names && begin[-1] != ' ') {
        begin--;
    }
    char name[24];
    size_t n = (size_t)(mark - begin);
    assert(n < sizeof name);
    memcpy(name, begin, n);
    name[n] = '\0';
    *a = grammar_find_attribute(name);
    *at = (size_t)(mark - names) + 1;
    return true;
}

int grammar_choice(const char *choices, const char *value) {
    size_t n = strlen(value);
    int index = 0;
    for (const char *p = choices; *p; index++) {
        size_t length = strcspn(p, "|");
        if (length == n && memcmp(p, value, n) == 0) {
            return index;
        }
        p += length + (p[length] == '|');
    }
    return -1;
}

bool grammar_yes(const char *value, bool *yes) {
    int i = grammar_choice("yes|ya|true|1|no|tidak|false|0", value);
    *yes = i >= 0 && i < 4;
    return i >= 0 || !*value;
}

const char *grammar_nearest_element(const char *name) {
    const char *names[E_COUNT];
    for (int e = 0; e < E_COUNT; e++) {
        names[e] = elements[e].name;
    }
    return text_nearest(name, names, E_COUNT);
}

const char *grammar_nearest_attribute(enum element e, const char *name) {
    const char *names[A_COUNT];
    size_t n = 0;
    for (int a = 0; a < A_COUNT; a++) {
        bool required;
        if (grammar_allows(e, a, &required)) {
            names[n++] = attributes[a].name;
        }
    }
    return n ? text_nearest(name, names, n) : NULL;
}
