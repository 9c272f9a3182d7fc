"""A long list of numbers."""

import numpy as np

r = np.random.default_rng(0).normal


def f(values, w):
    total = 0.0
    for v in values:
        total += np.sin(w * v)
    return total


ARGS = [[0.1 * k for k in range(70)], 0.7]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(values, w):
    # forward
    s0 = [
        values[0],
        values[1],
        values[2],
        values[3],
        values[4],
        values[5],
        values[6],
        values[7],
        values[8],
        values[9],
        values[10],
        values[11],
        values[12],
        values[13],
        values[14],
        values[15],
        values[16],
        values[17],
        values[18],
        values[19],
        values[20],
        values[21],
        values[22],
        values[23],
        values[24],
        values[25],
        values[26],
        values[27],
        values[28],
        values[29],
        values[30],
        values[31],
        values[32],
        values[33],
        values[34],
        values[35],
        values[36],
        values[37],
        values[38],
        values[39],
        values[40],
        values[41],
        values[42],
        values[43],
        values[44],
        values[45],
        values[46],
        values[47],
        values[48],
        values[49],
        values[50],
        values[51],
        values[52],
        values[53],
        values[54],
        values[55],
        values[56],
        values[57],
        values[58],
        values[59],
        values[60],
        values[61],
        values[62],
        values[63],
        values[64],
        values[65],
        values[66],
        values[67],
        values[68],
        values[69],
    ]
    # backward
    grad_s0 = zeros_each(s0)
    grad_w = 0.0
    for i in reversed(range(len(s0))):
        v = s0[i]
        grad_s1 = np.cos(w * v)  # total += np.sin(w * v)
        grad_w += grad_s1 * v
        grad_v = grad_s1 * w
        grad_s0[i] = grad_s0[i] + grad_v
    grad_values_0 = grad_s0[0]  # s0 = [ values[0], values[1], values[2], values[3],...
    grad_values_1 = grad_s0[1]
    grad_values_2 = grad_s0[2]
    grad_values_3 = grad_s0[3]
    grad_values_4 = grad_s0[4]
    grad_values_5 = grad_s0[5]
    grad_values_6 = grad_s0[6]
    grad_values_7 = grad_s0[7]
    grad_values_8 = grad_s0[8]
    grad_values_9 = grad_s0[9]
    grad_values_10 = grad_s0[10]
    grad_values_11 = grad_s0[11]
    grad_values_12 = grad_s0[12]
    grad_values_13 = grad_s0[13]
    grad_values_14 = grad_s0[14]
    grad_values_15 = grad_s0[15]
    grad_values_16 = grad_s0[16]
    grad_values_17 = grad_s0[17]
    grad_values_18 = grad_s0[18]
    grad_values_19 = grad_s0[19]
    grad_values_20 = grad_s0[20]
    grad_values_21 = grad_s0[21]
    grad_values_22 = grad_s0[22]
    grad_values_23 = grad_s0[23]
    grad_values_24 = grad_s0[24]
    grad_values_25 = grad_s0[25]
    grad_values_26 = grad_s0[26]
    grad_values_27 = grad_s0[27]
    grad_values_28 = grad_s0[28]
    grad_values_29 = grad_s0[29]
    grad_values_30 = grad_s0[30]
    grad_values_31 = grad_s0[31]
    grad_values_32 = grad_s0[32]
    grad_values_33 = grad_s0[33]
    grad_values_34 = grad_s0[34]
    grad_values_35 = grad_s0[35]
    grad_values_36 = grad_s0[36]
    grad_values_37 = grad_s0[37]
    grad_values_38 = grad_s0[38]
    grad_values_39 = grad_s0[39]
    grad_values_40 = grad_s0[40]
    grad_values_41 = grad_s0[41]
    grad_values_42 = grad_s0[42]
    grad_values_43 = grad_s0[43]
    grad_values_44 = grad_s0[44]
    grad_values_45 = grad_s0[45]
    grad_values_46 = grad_s0[46]
    grad_values_47 = grad_s0[47]
    grad_values_48 = grad_s0[48]
    grad_values_49 = grad_s0[49]
    grad_values_50 = grad_s0[50]
    grad_values_51 = grad_s0[51]
    grad_values_52 = grad_s0[52]
    grad_values_53 = grad_s0[53]
    grad_values_54 = grad_s0[54]
    grad_values_55 = grad_s0[55]
    grad_values_56 = grad_s0[56]
    grad_values_57 = grad_s0[57]
    grad_values_58 = grad_s0[58]
    grad_values_59 = grad_s0[59]
    grad_values_60 = grad_s0[60]
    grad_values_61 = grad_s0[61]
    grad_values_62 = grad_s0[62]
    grad_values_63 = grad_s0[63]
    grad_values_64 = grad_s0[64]
    grad_values_65 = grad_s0[65]
    grad_values_66 = grad_s0[66]
    grad_values_67 = grad_s0[67]
    grad_values_68 = grad_s0[68]
    grad_values_69 = grad_s0[69]
    return (
        [
            grad_values_0,
            own(grad_values_1),
            own(grad_values_2),
            own(grad_values_3),
            own(grad_values_4),
            own(grad_values_5),
            own(grad_values_6),
            own(grad_values_7),
            own(grad_values_8),
            own(grad_values_9),
            own(grad_values_10),
            own(grad_values_11),
            own(grad_values_12),
            own(grad_values_13),
            own(grad_values_14),
            own(grad_values_15),
            own(grad_values_16),
            own(grad_values_17),
            own(grad_values_18),
            own(grad_values_19),
            own(grad_values_20),
            own(grad_values_21),
            own(grad_values_22),
            own(grad_values_23),
            own(grad_values_24),
            own(grad_values_25),
            own(grad_values_26),
            own(grad_values_27),
            own(grad_values_28),
            own(grad_values_29),
            own(grad_values_30),
            own(grad_values_31),
            own(grad_values_32),
            own(grad_values_33),
            own(grad_values_34),
            own(grad_values_35),
            own(grad_values_36),
            own(grad_values_37),
            own(grad_values_38),
            own(grad_values_39),
            own(grad_values_40),
            own(grad_values_41),
            own(grad_values_42),
            own(grad_values_43),
            own(grad_values_44),
            own(grad_values_45),
            own(grad_values_46),
            own(grad_values_47),
            own(grad_values_48),
            own(grad_values_49),
            own(grad_values_50),
            own(grad_values_51),
            own(grad_values_52),
            own(grad_values_53),
            own(grad_values_54),
            own(grad_values_55),
            own(grad_values_56),
            own(grad_values_57),
            own(grad_values_58),
            own(grad_values_59),
            own(grad_values_60),
            own(grad_values_61),
            own(grad_values_62),
            own(grad_values_63),
            own(grad_values_64),
            own(grad_values_65),
            own(grad_values_66),
            own(grad_values_67),
            own(grad_values_68),
            own(grad_values_69),
        ],
        grad_w,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(values, w):
    # forward
    s0 = values[0]
    s1 = values[1]
    s2 = values[2]
    s3 = values[3]
    s4 = values[4]
    s5 = values[5]
    s6 = values[6]
    s7 = values[7]
    s8 = values[8]
    s9 = values[9]
    s10 = values[10]
    s11 = values[11]
    s12 = values[12]
    s13 = values[13]
    s14 = values[14]
    s15 = values[15]
    s16 = values[16]
    s17 = values[17]
    s18 = values[18]
    s19 = values[19]
    s20 = values[20]
    s21 = values[21]
    s22 = values[22]
    s23 = values[23]
    s24 = values[24]
    s25 = values[25]
    s26 = values[26]
    s27 = values[27]
    s28 = values[28]
    s29 = values[29]
    s30 = values[30]
    s31 = values[31]
    s32 = values[32]
    s33 = values[33]
    s34 = values[34]
    s35 = values[35]
    s36 = values[36]
    s37 = values[37]
    s38 = values[38]
    s39 = values[39]
    s40 = values[40]
    s41 = values[41]
    s42 = values[42]
    s43 = values[43]
    s44 = values[44]
    s45 = values[45]
    s46 = values[46]
    s47 = values[47]
    s48 = values[48]
    s49 = values[49]
    s50 = values[50]
    s51 = values[51]
    s52 = values[52]
    s53 = values[53]
    s54 = values[54]
    s55 = values[55]
    s56 = values[56]
    s57 = values[57]
    s58 = values[58]
    s59 = values[59]
    s60 = values[60]
    s61 = values[61]
    s62 = values[62]
    s63 = values[63]
    s64 = values[64]
    s65 = values[65]
    s66 = values[66]
    s67 = values[67]
    s68 = values[68]
    s69 = values[69]
    s70 = [
        s0,
        s1,
        s2,
        s3,
        s4,
        s5,
        s6,
        s7,
        s8,
        s9,
        s10,
        s11,
        s12,
        s13,
        s14,
        s15,
        s16,
        s17,
        s18,
        s19,
        s20,
        s21,
        s22,
        s23,
        s24,
        s25,
        s26,
        s27,
        s28,
        s29,
        s30,
        s31,
        s32,
        s33,
        s34,
        s35,
        s36,
        s37,
        s38,
        s39,
        s40,
        s41,
        s42,
        s43,
        s44,
        s45,
        s46,
        s47,
        s48,
        s49,
        s50,
        s51,
        s52,
        s53,
        s54,
        s55,
        s56,
        s57,
        s58,
        s59,
        s60,
        s61,
        s62,
        s63,
        s64,
        s65,
        s66,
        s67,
        s68,
        s69,
    ]
    s71 = len(s70)
    total = 0.0
    for i in range(s71):
        v = s70[i]
        s72 = w * v
        s73 = np.sin(s72)
        total += s73
    # backward
    grad_total = 1.0
    grad_s70 = zeros_each(s70)
    grad_w = 0.0
    for i in reversed(range(s71)):
        v = s70[i]                           # v = s70[i]
        grad_s73 = grad_total                # total += s73
        grad_s72 = grad_s73 * np.cos(w * v)  # s73 = np.sin(s72)
        grad_w += grad_s72 * v               # s72 = w * v
        grad_v = grad_s72 * w
        grad_s70[i] = grad_s70[i] + grad_v   # v = s70[i]
    grad_values_0 = grad_s70[0]  # s71 = len(s70)
    grad_values_1 = grad_s70[1]
    grad_values_2 = grad_s70[2]
    grad_values_3 = grad_s70[3]
    grad_values_4 = grad_s70[4]
    grad_values_5 = grad_s70[5]
    grad_values_6 = grad_s70[6]
    grad_values_7 = grad_s70[7]
    grad_values_8 = grad_s70[8]
    grad_values_9 = grad_s70[9]
    grad_values_10 = grad_s70[10]
    grad_values_11 = grad_s70[11]
    grad_values_12 = grad_s70[12]
    grad_values_13 = grad_s70[13]
    grad_values_14 = grad_s70[14]
    grad_values_15 = grad_s70[15]
    grad_values_16 = grad_s70[16]
    grad_values_17 = grad_s70[17]
    grad_values_18 = grad_s70[18]
    grad_values_19 = grad_s70[19]
    grad_values_20 = grad_s70[20]
    grad_values_21 = grad_s70[21]
    grad_values_22 = grad_s70[22]
    grad_values_23 = grad_s70[23]
    grad_values_24 = grad_s70[24]
    grad_values_25 = grad_s70[25]
    grad_values_26 = grad_s70[26]
    grad_values_27 = grad_s70[27]
    grad_values_28 = grad_s70[28]
    grad_values_29 = grad_s70[29]
    grad_values_30 = grad_s70[30]
    grad_values_31 = grad_s70[31]
    grad_values_32 = grad_s70[32]
    grad_values_33 = grad_s70[33]
    grad_values_34 = grad_s70[34]
    grad_values_35 = grad_s70[35]
    grad_values_36 = grad_s70[36]
    grad_values_37 = grad_s70[37]
    grad_values_38 = grad_s70[38]
    grad_values_39 = grad_s70[39]
    grad_values_40 = grad_s70[40]
    grad_values_41 = grad_s70[41]
    grad_values_42 = grad_s70[42]
    grad_values_43 = grad_s70[43]
    grad_values_44 = grad_s70[44]
    grad_values_45 = grad_s70[45]
    grad_values_46 = grad_s70[46]
    grad_values_47 = grad_s70[47]
    grad_values_48 = grad_s70[48]
    grad_values_49 = grad_s70[49]
    grad_values_50 = grad_s70[50]
    grad_values_51 = grad_s70[51]
    grad_values_52 = grad_s70[52]
    grad_values_53 = grad_s70[53]
    grad_values_54 = grad_s70[54]
    grad_values_55 = grad_s70[55]
    grad_values_56 = grad_s70[56]
    grad_values_57 = grad_s70[57]
    grad_values_58 = grad_s70[58]
    grad_values_59 = grad_s70[59]
    grad_values_60 = grad_s70[60]
    grad_values_61 = grad_s70[61]
    grad_values_62 = grad_s70[62]
    grad_values_63 = grad_s70[63]
    grad_values_64 = grad_s70[64]
    grad_values_65 = grad_s70[65]
    grad_values_66 = grad_s70[66]
    grad_values_67 = grad_s70[67]
    grad_values_68 = grad_s70[68]
    grad_values_69 = grad_s70[69]
    return (
        [
            grad_values_0,
            own(grad_values_1),
            own(grad_values_2),
            own(grad_values_3),
            own(grad_values_4),
            own(grad_values_5),
            own(grad_values_6),
            own(grad_values_7),
            own(grad_values_8),
            own(grad_values_9),
            own(grad_values_10),
            own(grad_values_11),
            own(grad_values_12),
            own(grad_values_13),
            own(grad_values_14),
            own(grad_values_15),
            own(grad_values_16),
            own(grad_values_17),
            own(grad_values_18),
            own(grad_values_19),
            own(grad_values_20),
            own(grad_values_21),
            own(grad_values_22),
            own(grad_values_23),
            own(grad_values_24),
            own(grad_values_25),
            own(grad_values_26),
            own(grad_values_27),
            own(grad_values_28),
            own(grad_values_29),
            own(grad_values_30),
            own(grad_values_31),
            own(grad_values_32),
            own(grad_values_33),
            own(grad_values_34),
            own(grad_values_35),
            own(grad_values_36),
            own(grad_values_37),
            own(grad_values_38),
            own(grad_values_39),
            own(grad_values_40),
            own(grad_values_41),
            own(grad_values_42),
            own(grad_values_43),
            own(grad_values_44),
            own(grad_values_45),
            own(grad_values_46),
            own(grad_values_47),
            own(grad_values_48),
            own(grad_values_49),
            own(grad_values_50),
            own(grad_values_51),
            own(grad_values_52),
            own(grad_values_53),
            own(grad_values_54),
            own(grad_values_55),
            own(grad_values_56),
            own(grad_values_57),
            own(grad_values_58),
            own(grad_values_59),
            own(grad_values_60),
            own(grad_values_61),
            own(grad_values_62),
            own(grad_values_63),
            own(grad_values_64),
            own(grad_values_65),
            own(grad_values_66),
            own(grad_values_67),
            own(grad_values_68),
            own(grad_values_69),
        ],
        grad_w,
    )
