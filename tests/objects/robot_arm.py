"""Forward kinematics with homogeneous transforms: joints in a list, angles in an array."""

import numpy as np

r = np.random.default_rng(0).normal


class Joint:
    def __init__(self, a, alpha, d):
        self.a, self.alpha, self.d = a, alpha, d

    def transform(self, angle):
        ct, st = np.cos(angle), np.sin(angle)
        ca, sa = np.cos(self.alpha), np.sin(self.alpha)
        return np.array(
            [
                [ct, -st * ca, st * sa, self.a * ct],
                [st, ct * ca, -ct * sa, self.a * st],
                [0, sa, ca, self.d],
                [0, 0, 0, 1.0],
            ]
        )


class Arm:
    def __init__(self, joints):
        self.joints = joints

    def position(self, q):
        T = np.eye(4)
        for joint, angle in zip(self.joints, q):
            T = T @ joint.transform(angle)
        return T[:3, 3]

    def cost(self, q, goal):
        return np.sum((self.position(q) - goal) ** 2)


FUNCTION = Arm.cost
ARGS = [Arm([Joint(0.3, 0.5, 0.1), Joint(0.2, -0.4, 0.2)]), r(size=2), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_cost(self, q, goal):
    # forward
    T = np.eye(4)
    angle = q[0]
    angle_1 = q[1]
    ct = np.cos(angle)
    st = np.sin(angle)
    self_joints_0_alpha = self.joints[0].alpha
    ca = np.cos(self_joints_0_alpha)
    sa = np.sin(self_joints_0_alpha)
    self_joints_0_a = self.joints[0].a
    result = np.array(
        [
            [ct, -st * ca, st * sa, self_joints_0_a * ct],
            [st, ct * ca, -ct * sa, self_joints_0_a * st],
            [0, sa, ca, self.joints[0].d],
            [0, 0, 0, 1.0],
        ]
    )
    T_1 = T @ result
    ct_1 = np.cos(angle_1)
    st_1 = np.sin(angle_1)
    self_joints_1_alpha = self.joints[1].alpha
    ca_1 = np.cos(self_joints_1_alpha)
    sa_1 = np.sin(self_joints_1_alpha)
    self_joints_1_a = self.joints[1].a
    result = np.array(
        [
            [ct_1, -st_1 * ca_1, st_1 * sa_1, self_joints_1_a * ct_1],
            [st_1, ct_1 * ca_1, -ct_1 * sa_1, self_joints_1_a * st_1],
            [0, sa_1, ca_1, self.joints[1].d],
            [0, 0, 0, 1.0],
        ]
    )
    T_2 = T_1 @ result
    result_1 = T_2[:3, 3]
    # backward
    grad_result_1 = 2 * (result_1 - goal)        # return np.sum((self.position(q) -...
    grad_T = np.zeros_like(T_2)                  # result_1 = T_2[:3, 3]
    grad_T[:3, 3] = grad_result_1
    grad_T_1 = grad_T @ result.T                 # T_2 = T_1 @ result
    grad_result = T_1.T @ grad_T
    s0 = grad_result[0]                          # result = np.array( [ [ct_1, -st_1...
    grad_ct_1 = s0[0]
    grad_s1 = s0[1]
    grad_s2 = s0[2]
    grad_s3 = s0[3]
    s4 = grad_result[1]
    grad_st_1 = s4[0]
    grad_s5 = s4[1]
    grad_s6 = s4[2]
    grad_s7 = s4[3]
    s8 = grad_result[2]
    grad_sa_1 = s8[1]
    grad_ca_1 = s8[2]
    grad_self_joints_1_d = s8[3]
    grad_self_joints_1_a = grad_s7 * st_1
    grad_st_1 += grad_s7 * self_joints_1_a
    grad_sa_1 = grad_sa_1 - grad_s6 * ct_1
    grad_ct_1 = grad_ct_1 - grad_s6 * sa_1
    grad_ct_1 += grad_s5 * ca_1
    grad_ca_1 += grad_s5 * ct_1
    grad_self_joints_1_a += grad_s3 * ct_1
    grad_ct_1 += grad_s3 * self_joints_1_a
    grad_st_1 += grad_s2 * sa_1
    grad_sa_1 += grad_s2 * st_1
    grad_ca_1 = grad_ca_1 - grad_s1 * st_1
    grad_st_1 = grad_st_1 - grad_s1 * ca_1
    grad_self_joints_1_alpha = grad_sa_1 * ca_1  # sa_1 = np.sin(self_joints_1_alpha)
    # ca_1 = np.cos(self_joints_1_alpha)
    grad_self_joints_1_alpha = grad_self_joints_1_alpha - grad_ca_1 * sa_1
    grad_angle_1 = grad_st_1 * ct_1              # st_1 = np.sin(angle_1)
    grad_angle_1 = grad_angle_1 - grad_ct_1 * st_1  # ct_1 = np.cos(angle_1)
    grad_result = T.T @ grad_T_1                 # T_1 = T @ result
    s9 = grad_result[0]                          # result = np.array( [ [ct, -st * c...
    grad_ct = s9[0]
    grad_s10 = s9[1]
    grad_s11 = s9[2]
    grad_s12 = s9[3]
    s13 = grad_result[1]
    grad_st = s13[0]
    grad_s14 = s13[1]
    grad_s15 = s13[2]
    grad_s16 = s13[3]
    s17 = grad_result[2]
    grad_sa = s17[1]
    grad_ca = s17[2]
    grad_self_joints_0_d = s17[3]
    grad_self_joints_0_a = grad_s16 * st
    grad_st += grad_s16 * self_joints_0_a
    grad_sa = grad_sa - grad_s15 * ct
    grad_ct = grad_ct - grad_s15 * sa
    grad_ct += grad_s14 * ca
    grad_ca += grad_s14 * ct
    grad_self_joints_0_a += grad_s12 * ct
    grad_ct += grad_s12 * self_joints_0_a
    grad_st += grad_s11 * sa
    grad_sa += grad_s11 * st
    grad_ca = grad_ca - grad_s10 * st
    grad_st = grad_st - grad_s10 * ca
    grad_self_joints_0_alpha = grad_sa * ca      # sa = np.sin(self_joints_0_alpha)
    # ca = np.cos(self_joints_0_alpha)
    grad_self_joints_0_alpha = grad_self_joints_0_alpha - grad_ca * sa
    grad_angle = grad_st * ct                    # st = np.sin(angle)
    grad_angle = grad_angle - grad_ct * st       # ct = np.cos(angle)
    grad_q = np.zeros_like(q)                    # angle_1 = q[1]
    grad_q[1] = grad_angle_1
    grad_q[0] += grad_angle
    return (
        {
            'joints': [
                {
                    'a': grad_self_joints_0_a,
                    'alpha': grad_self_joints_0_alpha,
                    'd': grad_self_joints_0_d,
                },
                {
                    'a': grad_self_joints_1_a,
                    'alpha': grad_self_joints_1_alpha,
                    'd': grad_self_joints_1_d,
                },
            ]
        },
        grad_q,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_cost(self, q, goal):
    # forward
    T = np.eye(4)
    s0 = q[0]
    s1 = q[1]
    angle = s0
    s2 = np.cos(angle)
    s3 = np.sin(angle)
    ct = s2
    st = s3
    s4 = self.joints
    s5 = s4[0]
    self_joints_0_alpha = s5.alpha
    s6 = np.cos(self_joints_0_alpha)
    s7 = np.sin(self_joints_0_alpha)
    ca = s6
    sa = s7
    s8 = -st
    s9 = s8 * ca
    s10 = st * sa
    s11 = self.joints
    s12 = s11[0]
    self_joints_0_a = s12.a
    s13 = self_joints_0_a * ct
    s14 = ct * ca
    s15 = -ct
    s16 = s15 * sa
    s17 = self_joints_0_a * st
    s18 = self.joints
    s19 = s18[0]
    s20 = s19.d
    result = np.array(
        [[ct, s9, s10, s13], [st, s14, s16, s17], [0, sa, ca, s20], [0, 0, 0, 1.0]]
    )
    T_1 = T @ result
    angle_1 = s1
    s21 = np.cos(angle_1)
    s22 = np.sin(angle_1)
    ct_1 = s21
    st_1 = s22
    s23 = self.joints
    s24 = s23[1]
    self_joints_1_alpha = s24.alpha
    s25 = np.cos(self_joints_1_alpha)
    s26 = np.sin(self_joints_1_alpha)
    ca_1 = s25
    sa_1 = s26
    s27 = -st_1
    s28 = s27 * ca_1
    s29 = st_1 * sa_1
    s30 = self.joints
    s31 = s30[1]
    self_joints_1_a = s31.a
    s32 = self_joints_1_a * ct_1
    s33 = ct_1 * ca_1
    s34 = -ct_1
    s35 = s34 * sa_1
    s36 = self_joints_1_a * st_1
    s37 = self.joints
    s38 = s37[1]
    s39 = s38.d
    result = np.array(
        [
            [ct_1, s28, s29, s32],
            [st_1, s33, s35, s36],
            [0, sa_1, ca_1, s39],
            [0, 0, 0, 1.0],
        ]
    )
    T_2 = T_1 @ result
    result_1 = T_2[:3, 3]
    s40 = result_1 - goal
    s41 = s40 ** 2
    result_1 = np.sum(s41)
    # backward
    grad_result_1 = 1.0                          # result_1 = np.sum(s41)
    grad_s41 = np.broadcast_to(grad_result_1, np.shape(s41))
    grad_s40 = grad_s41 * 2 * s40                # s41 = s40 ** 2
    grad_result_1 = grad_s40                     # s40 = result_1 - goal
    grad_T = np.zeros_like(T_2)                  # result_1 = T_2[:3, 3]
    grad_T[:3, 3] += grad_result_1
    grad_T_1 = grad_T @ result.T                 # T_2 = T_1 @ result
    grad_result = T_1.T @ grad_T
    s42 = grad_result[0]                         # result = np.array( [ [ct_1, s28,...
    grad_ct_1 = s42[0]
    grad_s28 = s42[1]
    grad_s29 = s42[2]
    grad_s32 = s42[3]
    s43 = grad_result[1]
    grad_st_1 = s43[0]
    grad_s33 = s43[1]
    grad_s35 = s43[2]
    grad_s36 = s43[3]
    s44 = grad_result[2]
    grad_sa_1 = s44[1]
    grad_ca_1 = s44[2]
    grad_self_joints_1_d = s44[3]
    grad_self_joints_1_a = grad_s36 * st_1       # s36 = self_joints_1_a * st_1
    grad_st_1 += grad_s36 * self_joints_1_a
    grad_s34 = grad_s35 * sa_1                   # s35 = s34 * sa_1
    grad_sa_1 += grad_s35 * s34
    grad_ct_1 += -grad_s34                       # s34 = -ct_1
    grad_ct_1 += grad_s33 * ca_1                 # s33 = ct_1 * ca_1
    grad_ca_1 += grad_s33 * ct_1
    grad_self_joints_1_a += grad_s32 * ct_1      # s32 = self_joints_1_a * ct_1
    grad_ct_1 += grad_s32 * self_joints_1_a
    grad_st_1 += grad_s29 * sa_1                 # s29 = st_1 * sa_1
    grad_sa_1 += grad_s29 * st_1
    grad_s27 = grad_s28 * ca_1                   # s28 = s27 * ca_1
    grad_ca_1 += grad_s28 * s27
    grad_st_1 += -grad_s27                       # s27 = -st_1
    grad_s26 = grad_sa_1                         # sa_1 = s26
    grad_s25 = grad_ca_1
    grad_self_joints_1_alpha = grad_s26 * np.cos(self_joints_1_alpha)
    # s25 = np.cos(self_joints_1_alpha)
    grad_self_joints_1_alpha += -grad_s25 * np.sin(self_joints_1_alpha)
    grad_s22 = grad_st_1                         # st_1 = s22
    grad_s21 = grad_ct_1
    grad_angle_1 = grad_s22 * np.cos(angle_1)
    grad_angle_1 += -grad_s21 * np.sin(angle_1)  # s21 = np.cos(angle_1)
    grad_s1 = grad_angle_1                       # angle_1 = s1
    grad_result = T.T @ grad_T_1
    s45 = grad_result[0]                         # result = np.array( [[ct, s9, s10,...
    grad_ct = s45[0]
    grad_s9 = s45[1]
    grad_s10 = s45[2]
    grad_s13 = s45[3]
    s46 = grad_result[1]
    grad_st = s46[0]
    grad_s14 = s46[1]
    grad_s16 = s46[2]
    grad_s17 = s46[3]
    s47 = grad_result[2]
    grad_sa = s47[1]
    grad_ca = s47[2]
    grad_self_joints_0_d = s47[3]
    grad_self_joints_0_a = grad_s17 * st         # s17 = self_joints_0_a * st
    grad_st += grad_s17 * self_joints_0_a
    grad_s15 = grad_s16 * sa                     # s16 = s15 * sa
    grad_sa += grad_s16 * s15
    grad_ct += -grad_s15                         # s15 = -ct
    grad_ct += grad_s14 * ca                     # s14 = ct * ca
    grad_ca += grad_s14 * ct
    grad_self_joints_0_a += grad_s13 * ct        # s13 = self_joints_0_a * ct
    grad_ct += grad_s13 * self_joints_0_a
    grad_st += grad_s10 * sa                     # s10 = st * sa
    grad_sa += grad_s10 * st
    grad_s8 = grad_s9 * ca                       # s9 = s8 * ca
    grad_ca += grad_s9 * s8
    grad_st += -grad_s8                          # s8 = -st
    grad_s7 = grad_sa                            # sa = s7
    grad_s6 = grad_ca
    grad_self_joints_0_alpha = grad_s7 * np.cos(self_joints_0_alpha)
    # s6 = np.cos(self_joints_0_alpha)
    grad_self_joints_0_alpha += -grad_s6 * np.sin(self_joints_0_alpha)
    grad_s3 = grad_st                            # st = s3
    grad_s2 = grad_ct
    grad_angle = grad_s3 * np.cos(angle)
    grad_angle += -grad_s2 * np.sin(angle)       # s2 = np.cos(angle)
    grad_s0 = grad_angle                         # angle = s0
    grad_q = np.zeros_like(q)
    grad_q[1] += grad_s1
    grad_q[0] += grad_s0
    return (
        {
            'joints': [
                {
                    'a': grad_self_joints_0_a,
                    'alpha': grad_self_joints_0_alpha,
                    'd': grad_self_joints_0_d,
                },
                {
                    'a': grad_self_joints_1_a,
                    'alpha': grad_self_joints_1_alpha,
                    'd': grad_self_joints_1_d,
                },
            ]
        },
        grad_q,
    )
