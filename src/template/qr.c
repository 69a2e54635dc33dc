// QR codes: the dots come from libqrencode, error correction M, no picture in them (naskah-formats §2.13).
#include <qrencode.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"

static const unsigned char *dots_of(struct bind *b, const char *text, int *n) {
    QRcode *code = QRcode_encodeData((int)strlen(text), (const unsigned char *)text, 0, QR_ECLEVEL_M);
    if (!code) {
        return NULL;
    }
    *n = code->width;
    size_t count = (size_t)code->width * (size_t)code->width;
    unsigned char *dots = ARENA_ARRAY(b->arena, count, unsigned char);
    for (size_t i = 0; i < count; i++) {
        dots[i] = code->data[i] & 1;
    }
    QRcode_free(code);
    return dots;
}

void bind_qr(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const char *text = bind_text(b, at, n, A_TEXT);
    if (text_blank(text)) {
        return;
    }
    const char *alt = bind_text(b, at, n, A_ALT);
    struct box *box = box_new(b, at, out, BOX_QR);
    box->role = ROLE_FIGURE;
    box_spaces(b, at, n, &box->shape);
    box->qr.text = text;
    box->qr.alt = text_blank(alt) ? text : alt;
    box->qr.side = bind_length(b, at, n, A_WIDTH, 0);
    box->qr.align = (enum align)bind_choice(b, at, n, A_ALIGN, ALIGN_LEFT);
    box->qr.dots = dots_of(b, text, &box->qr.n);
    if (!box->qr.dots) {
        findings_add(b->findings, "template.qr", xml_place(at->node), "teks", text, NULL);
    }
}
