// Colour: the output intent and its profile, colour spaces, graphics states, pictures, form objects.
#include "inspect/check.h"

enum { NESTED = 8 };

static bool is_one_of(const struct value *v, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (is_name(v, names[i])) {
            return true;
        }
    }
    return false;
}
#define ONE_OF(v, names) is_one_of(v, names, sizeof names / sizeof *names)

// --- ICC profiles: the head of 128 bytes (ISO 15076-1, 7.2)

static bool profile_head(const struct subject *s, struct str *kind, struct str *space) {
    struct str b;
    if (s->v->kind != KIND_STREAM || !stream_data(s->p, s->v->stream, &b) || b.n < 132 ||
        memcmp(b.p + 36, "acsp", 4) != 0 || (unsigned char)b.p[8] >= 5) {
        return false;
    }
    const unsigned char *c = (const unsigned char *)b.p;
    size_t size = (size_t)c[0] << 24 | (size_t)c[1] << 16 | (size_t)c[2] << 8 | c[3];
    *kind = (struct str){b.p + 12, 4};
    *space = (struct str){b.p + 16, 4};
    return size == b.n;
}

// As many components as the profile's space has.
static bool components(const struct subject *s, struct str space) {
    int64_t n = entry_integer(s->p, s->v, "N", 0);
    return n == (str_is(space, "GRAY") ? 1 : str_is(space, "CMYK") ? 4 : 3);
}

static bool output_profile(const struct subject *s) {
    struct str kind, space;
    return profile_head(s, &kind, &space) && (str_is(kind, "prtr") || str_is(kind, "mntr")) &&
           (str_is(space, "RGB ") || str_is(space, "CMYK") || str_is(space, "GRAY")) && components(s, space);
}

static const struct check profile_checks[] = {
    {"output-profile", "A 6.2.3-1", output_profile},
};
CHECKS(checks_profile, profile_checks);

static bool same_profile(const struct subject *s) {
    const struct value *first = NULL;
    for (size_t i = 0; s->v->kind == KIND_ARRAY && i < s->v->array.n; i++) {
        const struct value *one = entry_raw(array_get(s->p, s->v, i), "DestOutputProfile");
        if (!one) {
            continue;
        }
        if (one->kind != KIND_REFERENCE || (first && first->reference.number != one->reference.number)) {
            return false;
        }
        first = one;
    }
    return true;
}

static bool no_profile_elsewhere(const struct subject *s) {
    for (size_t i = 0; s->v->kind == KIND_ARRAY && i < s->v->array.n; i++) {
        if (entry_raw(array_get(s->p, s->v, i), "DestOutputProfileRef")) {
            return false;
        }
    }
    return true;
}

static const struct check intent_checks[] = {
    {"same-profile", "A 6.2.3-2", same_profile},
    {"profile-elsewhere", "A 6.2.3-3", no_profile_elsewhere},
};
CHECKS(checks_intent, intent_checks);

void examine_colors(struct examination *x) {
    const struct value *intents = entry_get(x->p, x->p->catalogue, "OutputIntents");
    struct subject s = subject_of(x, intents, 0);
    judge(&checks_intent, &s);
    for (size_t i = 0; intents->kind == KIND_ARRAY && i < intents->array.n; i++) {
        const struct value *intent = array_get(x->p, intents, i);
        const struct value *profile = entry_get(x->p, intent, "DestOutputProfile");
        s = subject_of(x, profile, profile->kind == KIND_STREAM ? profile->stream->number : 0);
        struct str kind;
        if (profile->kind != KIND_NULL && judge(&checks_profile, &s) &&
            is_name(entry_get(x->p, intent, "S"), "GTS_PDFA1")) {
            profile_head(&s, &kind, &x->output);
        }
    }
}

// --- Colour spaces: an array of one kind

static bool space_profile(const struct subject *s) {
    struct str kind, space;
    if (!is_name(array_get(s->p, s->v, 0), "ICCBased")) {
        return true;
    }
    struct subject profile = *s;
    profile.v = array_get(s->p, s->v, 1);
    return profile_head(&profile, &kind, &space) &&
           (str_is(kind, "prtr") || str_is(kind, "mntr") || str_is(kind, "scnr") || str_is(kind, "spac")) &&
           (str_is(space, "RGB ") || str_is(space, "CMYK") || str_is(space, "GRAY") || str_is(space, "Lab ")) &&
           components(&profile, space);
}

static bool colorants_few(const struct subject *s) {
    const struct value *names = array_get(s->p, s->v, 1);
    return !is_name(array_get(s->p, s->v, 0), "DeviceN") || (names->kind == KIND_ARRAY && names->array.n <= 32);
}

static bool colorants_told(const struct subject *s) {
    const struct value *names = array_get(s->p, s->v, 1);
    const struct value *told = entry_get(s->p, array_get(s->p, s->v, 4), "Colorants");
    if (!is_name(array_get(s->p, s->v, 0), "DeviceN") || names->kind != KIND_ARRAY) {
        return true;
    }
    for (size_t i = 0; i < names->array.n; i++) {
        const char *name = name_text(s->p, array_get(s->p, names, i));
        static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black", "None"};
        if (!ONE_OF(array_get(s->p, names, i), process) && !entry_raw(told, name)) {
            return false;
        }
    }
    return true;
}

static bool output_is(const struct subject *s, const char *space) {
    return s->x->output.n > 0 && (!space || str_is(s->x->output, space));
}

static bool gray_known(const struct subject *s) {
    return !is_name(s->v, "DeviceGray") || output_is(s, NULL);
}

static bool rgb_known(const struct subject *s) {
    return !is_name(s->v, "DeviceRGB") || output_is(s, "RGB ");
}

static bool cmyk_known(const struct subject *s) {
    return !is_name(s->v, "DeviceCMYK") || output_is(s, "CMYK");
}

static bool colorant_named(const struct subject *s) {
    const struct value *name = array_get(s->p, s->v, 1);
    return !is_name(array_get(s->p, s->v, 0), "Separation") || name->kind != KIND_NAME ||
           text_valid(name->text.p, name->text.n);
}

static const struct check color_checks[] = {
    {"space-profile", "A 6.2.4.2-1", space_profile}, {"rgb", "A 6.2.4.3-2", rgb_known},
    {"cmyk", "A 6.2.4.3-3", cmyk_known},             {"gray", "A 6.2.4.3-4", gray_known},
    {"colorants-few", "A 6.1.13-9", colorants_few},  {"colorants-told", "A 6.2.4.4-1", colorants_told},
    {"colorant-name", "A 6.1.8-1", colorant_named},
};
CHECKS(checks_color, color_checks);

// The space itself, and what it rests on: the base of an indexed one, what stands in for inks.
void examine_color(struct examination *x, const struct value *space, int object, int page) {
    for (int i = 0; i < NESTED; i++) {
        struct subject s = subject_of(x, space, object);
        s.page = page;
        judge(&checks_color, &s);
        const struct value *kind = array_get(x->p, space, 0);
        if (is_name(kind, "Indexed") || is_name(kind, "Pattern")) {
            space = array_get(x->p, space, 1);
        } else if (is_name(kind, "Separation") || is_name(kind, "DeviceN")) {
            space = array_get(x->p, space, 2);
        } else if (space->kind == KIND_ARRAY && space->array.n == 1) {
            space = kind;
        } else {
            return;
        }
    }
}

// --- Graphics states

static bool no_transfer(const struct subject *s) {
    return !has(s, "TR");
}

static bool default_transfer(const struct subject *s) {
    return !has(s, "TR2") || is_name(get(s, "TR2"), "Default");
}

static bool no_phase(const struct subject *s) {
    return !has(s, "HTP");
}

static bool halftone_kind(const struct subject *s) {
    const struct value *h = get(s, "HT");
    int64_t kind = entry_integer(s->p, h, "HalftoneType", 0);
    return !is_dictionary(h) || kind == 1 || kind == 5;
}

static bool halftone_unnamed(const struct subject *s) {
    return !is_dictionary(get(s, "HT")) || !entry_raw(get(s, "HT"), "HalftoneName");
}

static bool halftone_transfer(const struct subject *s) {
    return !is_dictionary(get(s, "HT")) || !entry_raw(get(s, "HT"), "TransferFunction");
}

static const char *const blends[] = {"Normal",     "Compatible", "Multiply",  "Screen",     "Overlay",    "Darken",
                                     "Lighten",    "ColorDodge", "ColorBurn", "HardLight",  "SoftLight",  "Difference",
                                     "Exclusion",  "Hue",        "Saturation", "Color",     "Luminosity"};

static bool blend_known(const struct subject *s) {
    const struct value *b = get(s, "BM");
    for (size_t i = 0; b->kind == KIND_ARRAY && i < b->array.n; i++) {
        if (!ONE_OF(array_get(s->p, b, i), blends)) {
            return false;
        }
    }
    return b->kind == KIND_NULL || b->kind == KIND_ARRAY || ONE_OF(b, blends);
}

static const char *const intents[] = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"};

static bool state_intent(const struct subject *s) {
    return !has(s, "RI") || ONE_OF(get(s, "RI"), intents);
}

static const struct check state_checks[] = {
    {"transfer", "A 6.2.5-1", no_transfer},
    {"transfer-default", "A 6.2.5-2", default_transfer},
    {"halftone-phase", "A 6.2.5-3", no_phase},
    {"halftone-kind", "A 6.2.5-4", halftone_kind},
    {"halftone-name", "A 6.2.5-5", halftone_unnamed},
    {"halftone-transfer", "A 6.2.5-6", halftone_transfer},
    {"blend", "A 6.2.10-1", blend_known},
    {"state-intent", "A 6.2.6-1", state_intent},
};
CHECKS(checks_state, state_checks);

// --- Pictures

static bool no_alternates(const struct subject *s) {
    return !has(s, "Alternates");
}

static bool picture_no_opi(const struct subject *s) {
    return !has(s, "OPI");
}

static bool not_smoothed(const struct subject *s) {
    const struct value *v = has(s, "Interpolate") ? get(s, "Interpolate") : get(s, "I");
    return v->kind != KIND_BOOLEAN || !v->truth;
}

static int64_t bits(const struct subject *s) {
    return entry_integer(s->p, s->v, has(s, "BitsPerComponent") ? "BitsPerComponent" : "BPC", 1);
}

static bool is_mask(const struct subject *s) {
    const struct value *v = has(s, "ImageMask") ? get(s, "ImageMask") : get(s, "IM");
    return v->kind == KIND_BOOLEAN && v->truth;
}

static bool picture_bits(const struct subject *s) {
    int64_t n = bits(s);
    return is_mask(s) || n == 1 || n == 2 || n == 4 || n == 8 || n == 16;
}

static bool mask_bits(const struct subject *s) {
    return !is_mask(s) || bits(s) == 1;
}

static bool not_script(const struct subject *s) {
    return !is_name(get(s, "Subtype"), "PS");
}

static bool picture_intent(const struct subject *s) {
    return !has(s, "Intent") || ONE_OF(get(s, "Intent"), intents);
}

// We do not look into JPEG 2000: what cannot be judged is not passed.
static bool not_jpeg2000(const struct subject *s) {
    struct str name;
    const struct value *parameters;
    for (size_t i = 0; stream_filter(s->p, s->v, i, &name, &parameters); i++) {
        if (str_is(name, "JPXDecode")) {
            return false;
        }
    }
    return true;
}

static const struct check picture_checks[] = {
    {"alternates", "A 6.2.8-1", no_alternates},    {"picture-opi", "A 6.2.8-2", picture_no_opi},
    {"smoothed", "A 6.2.8-3", not_smoothed},       {"picture-bits", "A 6.2.8-4", picture_bits},
    {"mask-bits", "A 6.2.8-5", mask_bits},         {"script", "A 6.2.9-3", not_script},
    {"picture-intent", "A 6.2.6-1", picture_intent}, {"jpeg2000", "A 6.2.8.3-1", not_jpeg2000},
};
CHECKS(checks_picture, picture_checks);

// --- Form objects

static bool form_plain(const struct subject *s) {
    return !has(s, "OPI") && !has(s, "PS") && !is_name(get(s, "Subtype2"), "PS");
}

static bool form_not_reference(const struct subject *s) {
    return !has(s, "Ref");
}

// Content that is tagged inside stands in one place only.
static bool form_once(const struct subject *s) {
    return s->v->kind != KIND_STREAM || s->v->stream->forms_run <= 1 || !has(s, "StructParents");
}

static const struct check form_checks[] = {
    {"form-plain", "A 6.2.9-1", form_plain},
    {"form-reference", "A 6.2.9-2 U 7.20-1", form_not_reference},
    {"form-once", "U 7.20-2", form_once},
};
CHECKS(checks_form_object, form_checks);
