#include "measure.h"

#include <libxml/xmlreader.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAME_BASELINE 0.6    // points
#define SAME_EDGE 0.8
#define SAME_SIZE 0.3        // widened letters seem a little larger
#define LABEL_GAP 0.1        // em by which a label's gap differs from those of its line
#define COLUMN_GAP 3.0       // em: nothing sets words so far apart
#define SHORT_SHARE 6.0
#define FULL_LINES 4         // so many lines with one right edge make it the edge of justified text

struct word {
    double x, right, y, size;
    int letters;
    bool hyphen;             // ends in one
};

struct line {
    int page;
    double left, right, y, size;
    double gap, widest;      // em; of the text, labels in front left out
    int words;
    bool labelled, hyphen, full;
    bool below;              // stands as close below the line before as lines of one paragraph do
    bool follows;            // goes on with the paragraph of the line before, which is full
};

struct reader {
    xmlTextReader *xml;
    struct word *words;      // of the page
    size_t n_words, cap_words;
    struct line *lines;      // of the document
    size_t n_lines, cap_lines;
    int pages;
    bool level, in_word;     // the text runs from left to right; the last character was none of the spaces
    double size, line_y;
};

static void *grow(void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = *cap ? 2 * *cap : 256;
    items = realloc(items, *cap * size);
    if (!items)
        abort();
    return items;
}

static double number(xmlTextReader *xml, const char *name)
{
    char *text = (char *)xmlTextReaderGetAttribute(xml, (const xmlChar *)name);
    double value = text ? strtod(text, NULL) : 0;
    xmlFree(text);
    return value;
}

// ---- characters to words ----

static double right_of_quad(xmlTextReader *xml)
{
    char *text = (char *)xmlTextReaderGetAttribute(xml, (const xmlChar *)"quad");
    double q[3] = {0};
    if (text)
        sscanf(text, "%lf %lf %lf", &q[0], &q[1], &q[2]);
    xmlFree(text);
    return q[2];
}

static void read_char(struct reader *r)
{
    char *c = (char *)xmlTextReaderGetAttribute(r->xml, (const xmlChar *)"c");
    bool space = !c || !*c || !strcmp(c, " ") || !strcmp(c, "\u00A0");
    double x = number(r->xml, "x"), y = number(r->xml, "y"), right = right_of_quad(r->xml);
    if (!space && !r->in_word) {
        if (r->line_y < 0)
            r->line_y = y;
        r->words = grow(r->words, r->n_words, &r->cap_words, sizeof *r->words);
        r->words[r->n_words++] = (struct word){.x = x, .y = r->line_y, .size = r->size};
    }
    if (!space) {
        struct word *word = &r->words[r->n_words - 1];
        word->right = right;
        word->letters += ((unsigned char)*c | 32) >= 'a' && ((unsigned char)*c | 32) <= 'z';
        word->hyphen = !strcmp(c, "\u00AD") || !strcmp(c, "-") || !strcmp(c, "\u2010");
    }
    r->in_word = !space;
    xmlFree(c);
}

// ---- words to lines ----

static int by_place(const void *a, const void *b)
{
    const struct word *v = a, *w = b;
    if (fabs(v->y - w->y) > SAME_BASELINE)
        return v->y < w->y ? -1 : 1;
    return v->x < w->x ? -1 : v->x > w->x;
}

static double gap_before(const struct word *word)
{
    return (word->x - word[-1].right) / word->size;
}

// Labels and columns in front of the text are told by their gap: those of a justified line are all the same.
static size_t text_begin(const struct word *words, size_t n)
{
    size_t first = n - 1;
    while (first > 0 && gap_before(&words[first]) < COLUMN_GAP &&
           fabs(gap_before(&words[first]) - gap_before(&words[n - 1])) < LABEL_GAP)
        first--;
    return first;
}

// Page numbers, and catchwords: "Menetapkan . . .".
static bool is_furniture(const struct word *words, size_t n)
{
    size_t silent = 0;
    while (silent < n && !words[n - 1 - silent].letters)
        silent++;
    return silent >= 3 || (silent == n && n <= 3);
}

static void add_line(struct reader *r, const struct word *words, size_t n)
{
    if (is_furniture(words, n))
        return;
    size_t first = text_begin(words, n);
    struct line line = {.page = r->pages, .left = words[first].x, .right = words[n - 1].right, .y = words[0].y,
                        .size = words[n - 1].size, .words = (int)(n - first), .labelled = first > 0,
                        .hyphen = words[n - 1].hyphen};
    for (size_t i = first + 1; i < n; i++) {
        double gap = gap_before(&words[i]);
        line.gap += gap / (double)(n - first - 1);
        line.widest = gap > line.widest ? gap : line.widest;
    }
    r->lines = grow(r->lines, r->n_lines, &r->cap_lines, sizeof *r->lines);
    r->lines[r->n_lines++] = line;
}

static void end_page(struct reader *r)
{
    if (r->n_words)
        qsort(r->words, r->n_words, sizeof *r->words, by_place);
    for (size_t from = 0, to; from < r->n_words; from = to) {
        for (to = from + 1; to < r->n_words && r->words[to].y - r->words[from].y <= SAME_BASELINE;)
            to++;
        add_line(r, r->words + from, to - from);
    }
    r->n_words = 0;
}

// ---- the file ----

static void begin_line(struct reader *r)
{
    char *dir = (char *)xmlTextReaderGetAttribute(r->xml, (const xmlChar *)"dir");
    r->level = dir && !strcmp(dir, "1 0");
    r->in_word = false;
    r->line_y = -1;
    xmlFree(dir);
}

static void read_element(struct reader *r)
{
    const char *name = (const char *)xmlTextReaderConstName(r->xml);
    if (!strcmp(name, "page"))
        r->pages++;
    else if (!strcmp(name, "line"))
        begin_line(r);
    else if (!strcmp(name, "font"))
        r->size = number(r->xml, "size");
    else if (!strcmp(name, "char") && r->level)
        read_char(r);
}

static bool read_pdf(struct reader *r, const char *pdf)
{
    char command[4200];
    snprintf(command, sizeof command, "mutool draw -q -F stext '%s' 2>/dev/null", pdf);
    FILE *pipe = popen(command, "r");
    r->xml = pipe ? xmlReaderForFd(fileno(pipe), "stext.xml", NULL, XML_PARSE_HUGE | XML_PARSE_NONET) : NULL;
    if (!r->xml)
        return false;
    int more;
    while ((more = xmlTextReaderRead(r->xml)) == 1) {
        int type = xmlTextReaderNodeType(r->xml);
        if (type == XML_READER_TYPE_ELEMENT)
            read_element(r);
        else if (type == XML_READER_TYPE_END_ELEMENT &&
                 !strcmp((const char *)xmlTextReaderConstName(r->xml), "page"))
            end_page(r);
    }
    xmlFreeTextReader(r->xml);
    return pclose(pipe) == 0 && more == 0 && r->pages > 0;
}

// ---- paragraphs ----

// The right edge that most lines have, 0 when few have the same.
static double full_edge(const struct reader *r)
{
    double edge = 0;
    int most = FULL_LINES - 1;
    for (size_t i = 0; i < r->n_lines; i++) {
        int n = 0;
        for (size_t k = 0; k < r->n_lines; k++)
            n += fabs(r->lines[k].right - r->lines[i].right) < SAME_EDGE / 4 && r->lines[k].words > 2;
        if (n > most) {
            most = n;
            edge = r->lines[i].right;
        }
    }
    return edge;
}

// How far below a full line of that size the next one stands; 0 for other lines.
static double distance(const struct reader *r, size_t i, double size)
{
    const struct line *line = &r->lines[i];
    bool counts = line->full && line->page == line[1].page && fabs(line->size - size) < SAME_SIZE;
    return counts ? line[1].y - line->y : 0;
}

// The distance that most full lines have from the next line.
static double leading_after(const struct reader *r, double size)
{
    double leading = 0;
    int most = 0;
    for (size_t i = 0; i + 1 < r->n_lines; i++) {
        double here = distance(r, i, size);
        int n = 0;
        for (size_t k = 0; here > 0 && k + 1 < r->n_lines; k++)
            n += fabs(distance(r, k, size) - here) < SAME_BASELINE;
        if (n > most) {
            most = n;
            leading = here;
        }
    }
    return leading;
}

static void find_paragraphs(struct reader *r, double edge)
{
    for (size_t i = 0; i < r->n_lines; i++)
        r->lines[i].full = r->lines[i].words > 1 && fabs(r->lines[i].right - edge) < SAME_EDGE;
    double size = 0, leading = 0;
    for (size_t i = 1; i < r->n_lines; i++) {
        const struct line *before = &r->lines[i - 1];
        struct line *line = &r->lines[i];
        if (line->labelled || fabs(line->size - before->size) > SAME_SIZE)
            continue;
        if (fabs(size - before->size) > SAME_SIZE)
            leading = leading_after(r, size = before->size);
        bool level = fabs(line->left - before->left) < SAME_EDGE || !before->below;
        line->below = level && line->page == before->page && fabs(line->y - before->y - leading) < SAME_BASELINE;
        line->follows = before->full && level && (line->below || line->page != before->page);
    }
}

static void count_pages(const struct reader *r, struct typography *out)
{
    for (size_t i = 1; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        if (line->page == r->lines[i - 1].page || !line->follows)
            continue;
        const struct line *first = &r->lines[i - 1];
        bool more = i + 1 < r->n_lines && r->lines[i + 1].below;
        out->widows += !more;
        out->orphans += !first->below && !first->follows;
    }
}

static void count_lines(const struct reader *r, struct typography *out)
{
    double sum = 0, squares = 0;
    int run = 0;
    for (size_t i = 0; i < r->n_lines; i++) {
        const struct line *line = &r->lines[i];
        bool goes_on = i + 1 < r->n_lines && r->lines[i + 1].follows;
        run = line->hyphen && goes_on ? (line->follows ? run + 1 : 1) : 0;
        out->longest_run = run > out->longest_run ? run : out->longest_run;
        out->hyphens += line->hyphen && goes_on;
        double before = i > 0 ? r->lines[i - 1].right - r->lines[i - 1].left : 0;
        bool last = i + 1 == r->n_lines || !r->lines[i + 1].below;
        out->short_last += line->follows && last && line->words == 1 &&
                           line->right - line->left < before / SHORT_SHARE;
        if (!line->full || !goes_on)
            continue;
        out->lines++;
        sum += line->gap;
        squares += line->gap * line->gap;
        out->worst = line->widest > out->worst ? line->widest : out->worst;
    }
    if (!out->lines)
        return;
    out->mean = sum / out->lines;
    double variance = squares / out->lines - out->mean * out->mean;
    out->deviation = variance > 0 ? sqrt(variance) : 0;
}

bool typography_measure(const char *pdf, struct typography *out)
{
    struct reader r = {0};
    *out = (struct typography){0};
    bool read = read_pdf(&r, pdf);
    double edge = read ? full_edge(&r) : 0;
    out->pages = r.pages;
    if (edge > 0) {
        find_paragraphs(&r, edge);
        count_lines(&r, out);
        count_pages(&r, out);
    }
    free(r.words);
    free(r.lines);
    return read;
}
